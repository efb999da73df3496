using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Writing;

/// <summary>What a mutation checks before it writes, and what it gives back beside the document (composedb.md 8.4).</summary>
public class MutationGuardTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Theory]
    [InlineData(
        "mutation ($id: ID!) { updateComment(input: { id: $id, content: { text: \"mine now\" } }) { document { id } } }"
    )]
    [InlineData(
        "mutation ($id: ID!) { enableIndexingComment(input: { id: $id, shouldIndex: false }) { document { id } } }"
    )]
    public async Task A_document_of_another_model_is_refused_before_anything_is_written(string mutation)
    {
        var ada = social.As(social.Ada);
        var post = await ada.PostAsync("a post");
        var before = await social.Node.FootprintAsync();

        var answer = await ada.AskAsync(mutation, new { id = post });

        Assert.Equal("BAD_USER_INPUT", answer.Code);
        Assert.Contains("is not of model Comment", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("", "BAD_USER_INPUT")]
    [InlineData("'; drop table log; --", "BAD_USER_INPUT")]
    [InlineData("kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d", "NOT_FOUND")]
    public async Task An_id_that_leads_nowhere_is_refused(string id, string code)
    {
        var before = await social.Node.FootprintAsync();

        var answer = await social
            .As(social.Ada)
            .AskAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { title = "x" } } });

        Assert.Equal(code, answer.Code);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task A_client_mutation_id_comes_back_as_it_was()
    {
        const string Create = """
            mutation ($input: CreatePostInput!) { createPost(input: $input) { clientMutationId document { title } } }
            """;
        var ada = social.As(social.Ada);

        var named = await ada.AskAsync(
            Create,
            new { input = new { content = SocialWrites.Post("named"), clientMutationId = "mine \u2764 '" } }
        );
        var unnamed = await ada.AskAsync(Create, new { input = new { content = SocialWrites.Post("unnamed") } });

        Assert.Equal("mine \u2764 '", named.Data.Text("createPost.clientMutationId"));
        Assert.Equal(JsonValueKind.Null, unnamed.Data.At("createPost.clientMutationId").ValueKind);
    }

    [Fact]
    public async Task A_null_in_a_list_stays_and_breaks_the_schema()
    {
        var content = SocialWrites.Post("with a hole");
        content["tags"] = new[] { "a", null, "b" };
        var before = await social.Node.FootprintAsync();

        var answer = await social.As(social.Ada).AskAsync(SocialWrites.CreatePost, new { content });

        Assert.Contains("/tags/1", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task Of_objects_in_lists_the_members_that_are_null_are_not_stored()
    {
        const string Sdl = """
            type Step { name: String! @string(maxLength: 20) note: String @string(maxLength: 20) }
            type Recipe @createModel(accountRelation: LIST, description: "Steps in order") {
              steps: [Step!]! @list(maxLength: 5)
            }
            """;
        await using var node = await TestNode.StartAsync();
        _ = await node.DeployAsync(Sdl);
        using var account = new Account("Cook");
        using var session = account.NewSession(TimeProvider.System);

        var created = await node.With(session)
            .AskAsync(
                "mutation ($content: RecipeInput!) { createRecipe(input: { content: $content }) { document { id } } }",
                new
                {
                    content = new
                    {
                        steps = new[]
                        {
                            new { name = "boil", note = (string?)null },
                            new { name = "eat", note = (string?)"hot" },
                        },
                    },
                }
            );

        var id = created.Data.Text("createRecipe.document.id");
        JsonAssert.Equal(
            new { steps = new object[] { new { name = "boil" }, new { name = "eat", note = "hot" } } },
            (await node.Api.GetAsync($"streams/{id}/content")).Ok
        );
    }

    [Fact]
    public async Task Who_only_says_who_they_are_writes_nothing()
    {
        var before = await social.Node.FootprintAsync();

        var answer = await social
            .Node.Claiming(social.Ada.Did)
            .AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("forged") });

        Assert.Equal("UNAUTHENTICATED", answer.Code);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }
}
