using ComposeServer.Composites.Compiler;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Refusals;

/// <summary>What may not be written, whoever writes it.</summary>
public class ContentTests(SocialNode social) : IClassFixture<SocialNode>
{
    DidSession Session => social.SessionOf(social.Ada);

    [Theory]
    [InlineData("importance", 6, "data/importance must be <= 5")]
    [InlineData("importance", -1, "data/importance must be >= 0")]
    [InlineData("audience", null, "must have required property 'audience'")]
    [InlineData("title", "", "data/title must NOT have fewer than 1 characters")]
    public async Task A_value_that_the_models_schema_forbids(string field, object? value, string naming)
    {
        await RefusePostAsync("SCHEMA_VIOLATION", naming, field, value);
    }

    [Fact]
    public async Task A_list_or_an_inner_object_that_the_models_schema_forbids()
    {
        await RefusePostAsync(
            "SCHEMA_VIOLATION",
            "data/tags must NOT have more than 10 items",
            "tags",
            Enumerable.Range(0, 11).Select(i => $"tag {i}")
        );
        await RefusePostAsync(
            "SCHEMA_VIOLATION",
            "data/tags/1 must NOT have more than 50 characters",
            "tags",
            new[] { "short", new string('x', 51) }
        );
        await RefusePostAsync(
            "SCHEMA_VIOLATION",
            "data/picture/width must be >= 1",
            "picture",
            new { source = "ipfs://cat", width = 0 }
        );
    }

    [Fact]
    public async Task A_text_of_the_greatest_length_is_taken_in_any_script()
    {
        foreach (var letter in (string[])["x", "漢", "🐈"])
        {
            var title = string.Concat(Enumerable.Repeat(letter, 200));
            var id = await social.Node.With(Session).PostAsync(title);
            var stored = (await social.Node.Api.GetAsync($"streams/{id}/content")).Ok;
            Assert.Equal(title, stored.Text("title"));
        }
    }

    [Theory]
    [InlineData(201)]
    [InlineData(10_000)]
    [InlineData(200_000)]
    public async Task A_text_past_the_greatest_length(int length)
    {
        await RefusePostAsync(
            "SCHEMA_VIOLATION",
            "data/title must NOT have more than 200 characters",
            "title",
            new string('x', length)
        );
    }

    [Theory]
    [InlineData(256_001)]
    [InlineData(700_000)]
    public async Task A_block_past_its_limit(int length)
    {
        await RefusePostAsync("TOO_LARGE", "exceeds the maximum block size of 256000", "text", new string('x', length));
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("before\u0000behind")]
    public async Task A_text_that_the_database_cannot_hold_is_taken_and_given_back_all_the_same(string text)
    {
        var content = SocialWrites.Post("holds a NUL");
        content["text"] = text;

        var id = await social.Node.With(Session).PostAsync(content);

        var read = await social.Node.Anonymous.AskAsync(
            "query ($id: ID!) { node(id: $id) { ... on Post { text } } postIndex(last: 1) { edges { node { text } } } }",
            new { id }
        );
        Assert.Equal(text, read.Data.Text("node.text"));
        Assert.Equal(text, read.Data.Text("postIndex.edges.0.node.text"));
    }

    [Fact]
    public async Task An_update_that_breaks_the_schema()
    {
        var session = Session;
        var id = await social.Node.With(session).PostAsync("stays");
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok.At("state");

        await social.RefuseAsync(
            "SCHEMA_VIOLATION",
            "data/importance must be <= 5",
            () =>
                social
                    .Node.With(session)
                    .AskAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { importance = 9 } } }),
            () =>
                social.Node.Api.CommitAsync(
                    id,
                    new EventAuthor(session).Change(state, """[{"op":"add","path":"/importance","value":9}]""")
                )
        );
        var stored = (await social.Node.Api.GetAsync($"streams/{id}")).Ok;
        JsonAssert.Equal(state, stored.At("state"));
    }

    [Fact]
    public async Task An_immutable_field_that_changes()
    {
        var session = Session;
        var id = await social.Node.With(session).PostAsync("published once");
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok.At("state");
        var before = await social.Node.FootprintAsync();
        const string Patch = """[{"op":"replace","path":"/publishedAt","value":"2027-01-01T00:00:00Z"}]""";

        var reply = await social.Node.Api.CommitAsync(id, new EventAuthor(session).Change(state, Patch));
        // Over GraphQL there is no way to say it: the input has no such field.
        var input = new { id, content = new { publishedAt = "2027-01-01T00:00:00Z" } };
        var answer = await social.Node.With(session).AskAsync(SocialWrites.UpdatePost, new { input });

        Assert.Equal("IMMUTABLE_FIELD", reply.Code);
        Assert.Equal("Immutable field \"publishedAt\" cannot be updated", reply.Error);
        Assert.Equal("BAD_USER_INPUT", answer.Code);
        Assert.Contains("publishedAt", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task A_relation_that_leads_to_another_model_or_nowhere()
    {
        var session = Session;
        var ada = social.Node.With(session);
        var post = await ada.PostAsync("a post");
        var comment = await ada.CommentAsync(post, "a comment");

        await RefuseCommentAsync(comment, "Relation on field postID points to Stream");
        await RefuseCommentAsync("kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d", "postID");
        await RefuseCommentAsync(social.Model("Post").ToString(), "postID");

        Task RefuseCommentAsync(string postID, string naming)
        {
            var content = new
            {
                postID,
                text = "on what?",
                writtenAt = "2026-12-02T10:00:00Z",
            };
            return social.RefuseAsync(
                "INVALID_RELATION",
                naming,
                () => ada.AskAsync(SocialWrites.CreateComment, new { content }),
                () =>
                    social.Node.Api.CreateAsync(
                        StreamType.Document,
                        new EventAuthor(session).Create(social.Model("Comment"), content)
                    )
            );
        }
    }

    [Fact]
    public async Task A_model_that_is_not_here()
    {
        using var key = Seeds.Key("admin");
        var composite = (
            await CompositeCompiler.CompileAsync(
                """
                type Ghost @createModel(accountRelation: LIST, description: "Never created") {
                  name: String! @string(maxLength: 10)
                }
                """,
                new OfflineModelCreator(key),
                CancellationToken.None
            )
        ).OrThrow();
        var served = System.Text.Json.JsonElement.Parse(composite.ToUtf8());
        _ = (
            await social.Node.Api.AdminAsync(
                HttpMethod.Post,
                "admin/composites",
                new { name = "ghost", composite = served }
            )
        ).Ok;
        var session = Session;
        var model = composite.Models.Values.Single().Id;
        const string Mutation = """
            mutation { createGhost(input: { content: { name: "boo" } }) { document { id } } }
            """;

        await social.RefuseAsync(
            "MODEL_NOT_FOUND",
            model.ToString(),
            () => social.Node.With(session, "/graphql/ghost").AskAsync(Mutation),
            () =>
                social.Node.Api.CreateAsync(
                    StreamType.Document,
                    new EventAuthor(session).Create(model, new { name = "boo" })
                )
        );
    }

    [Fact]
    public async Task A_version_that_is_no_longer_the_newest()
    {
        var session = Session;
        var ada = social.Node.With(session);
        var created = (
            await ada.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("first") })
        ).Data.At("createPost.document");
        var id = created.Text("id")!;
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok.At("state");
        await UpdateAsync(null);

        await social.RefuseAsync(
            "CONFLICT",
            "",
            () => UpdateAsync(created.Text("version")),
            () =>
                social.Node.Api.CommitAsync(
                    id,
                    new EventAuthor(session).Change(state, """[{"op":"replace","path":"/title","value":"late"}]""")
                )
        );

        Task<GraphQLAnswer> UpdateAsync(string? version) =>
            ada.AskAsync(
                SocialWrites.UpdatePost,
                new
                {
                    input = new
                    {
                        id,
                        content = new { title = "second" },
                        options = new { version },
                    },
                }
            );
    }

    Task RefusePostAsync(string code, string naming, string field, object? value)
    {
        var session = Session;
        var content = SocialWrites.Post("refused");
        content[field] = value;
        if (value is null)
            content.Remove(field);
        return social.RefuseAsync(
            code,
            naming,
            () => social.Node.With(session).AskAsync(SocialWrites.CreatePost, new { content }),
            () =>
                social.Node.Api.CreateAsync(
                    StreamType.Document,
                    new EventAuthor(session).Create(social.Model("Post"), content)
                )
        );
    }
}
