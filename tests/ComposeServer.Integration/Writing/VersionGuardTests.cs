using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Writing;

/// <summary>Mutations that say on which version they build: <c>options.version</c> of an update, <c>extensions.versions</c> of a request.</summary>
public sealed class VersionGuardTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string UpdateTwice = """
        mutation ($id: ID!, $first: String!, $second: String!) {
          first: updatePost(input: { id: $id, content: { title: $first } }) { document { version } }
          second: updatePost(input: { id: $id, content: { title: $second } }) { document { version } }
        }
        """;

    [Fact]
    public async Task A_conflict_tells_the_version_that_was_expected_and_the_one_that_there_is()
    {
        var ada = social.As(social.Ada);
        var (id, old, now) = await NewPostAsync(ada);

        var stale = await ada.AskAsync(
            SocialWrites.UpdatePost,
            new
            {
                input = new
                {
                    id,
                    content = new { title = "late" },
                    options = new { version = old },
                },
            }
        );

        AssertConflict(stale, old, now);
    }

    [Fact]
    public async Task A_version_of_another_document_is_a_conflict()
    {
        var ada = social.As(social.Ada);
        var (id, _, now) = await NewPostAsync(ada);
        var (_, _, foreign) = await NewPostAsync(ada);

        var answer = await ada.AskAsync(
            SocialWrites.UpdatePost,
            new
            {
                input = new
                {
                    id,
                    content = new { title = "late" },
                    options = new { version = foreign },
                },
            }
        );

        AssertConflict(answer, foreign, now);
    }

    [Fact]
    public async Task A_request_guards_every_mutation_of_a_document_and_its_own_writes_are_no_conflict()
    {
        var ada = social.As(social.Ada);
        var (id, old, now) = await NewPostAsync(ada);
        var variables = new
        {
            id,
            first = "one",
            second = "two",
        };
        var before = await social.Node.FootprintAsync();

        var stale = await ada.AskAsync(UpdateTwice, variables, new { versions = new[] { old } });
        Assert.Equal(2, stale.Errors.Count);
        Assert.All(stale.Errors, error => Assert.Equal("CONFLICT", error.Text("extensions.code")));
        Assert.Equal(before, await social.Node.FootprintAsync());
        var taken = await ada.AskAsync(UpdateTwice, variables, new { versions = new[] { now } });

        Assert.Equal("two", await TitleAsync(id));
        var last = taken.Data.Text("second.document.version");
        AssertConflict(
            await ada.AskAsync(
                SocialWrites.IndexPost,
                new { id, shown = false },
                new { versions = new[] { taken.Data.Text("first.document.version") } }
            ),
            taken.Data.Text("first.document.version")!,
            last
        );
        _ = (
            await ada.AskAsync(SocialWrites.IndexPost, new { id, shown = false }, new { versions = new[] { last } })
        ).Data;
    }

    [Fact]
    public async Task The_one_profile_of_an_account_is_guarded_too()
    {
        using var account = new Account("guarded profile");
        var caller = social.As(account);
        var id = (await SetAsync("first", null)).Data.Text("setProfile.document.id")!;
        var first = await VersionAsync(id);

        _ = (await SetAsync("second", first)).Data;

        AssertConflict(await SetAsync("third", first), first, await VersionAsync(id));
        var state = (await social.Node.Api.GetAsync($"streams/{id}")).Ok;
        Assert.Equal("second", state.Text("state.content.name"));

        Task<GraphQLAnswer> SetAsync(string name, string? version) =>
            caller.AskAsync(
                SocialWrites.SetProfile,
                new { content = new { name } },
                version is null ? null : new { versions = new[] { version } }
            );
    }

    [Fact]
    public async Task A_document_that_has_not_begun_has_no_version()
    {
        using var account = new Account("never wrote");
        using var other = new Account("wrote");
        var id = (
            await social.As(other).AskAsync(SocialWrites.SetProfile, new { content = new { name = "x" } })
        ).Data.Text("setProfile.document.id")!;
        var absent = Streams.Events.DocumentEvents.SingleInit(social.Model("Profile"), account.Did);
        var name = Streams.Events.DocumentEvents.NameOf(absent);
        var expected = name.At(CommitId.Parse(await VersionAsync(id)).Commit).ToString();
        var before = await social.Node.FootprintAsync();

        var answer = await social
            .As(account)
            .AskAsync(
                SocialWrites.SetProfile,
                new { content = new { name = "y" } },
                new { versions = new[] { expected } }
            );

        AssertConflict(answer, expected, null);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("[1]")]
    [InlineData("[\"x\"]")]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("[\"kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d\"]")]
    public async Task What_is_no_list_of_versions_is_refused_before_anything_is_written(string versions)
    {
        var before = await social.Node.FootprintAsync();

        var answer = await social
            .As(social.Ada)
            .AskAsync(
                SocialWrites.CreatePost,
                new { content = SocialWrites.Post("unguarded") },
                new { versions = JsonElement.Parse(versions) }
            );

        Assert.Equal("BAD_USER_INPUT", answer.Code);
        Assert.Contains("extensions.versions", answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task Two_versions_of_one_document_are_refused()
    {
        var ada = social.As(social.Ada);
        var (id, old, now) = await NewPostAsync(ada);

        var answer = await ada.AskAsync(
            SocialWrites.IndexPost,
            new { id, shown = false },
            new { versions = new[] { old, now } }
        );

        Assert.Equal("BAD_USER_INPUT", answer.Code);
    }

    /// <summary>A post that was changed once.</summary>
    async Task<(string Id, string Old, string Now)> NewPostAsync(GraphQLCaller author)
    {
        var created = (
            await author.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("v1") })
        ).Data.At("createPost.document");
        var id = created.Text("id")!;
        var changed = await author.AskAsync(
            SocialWrites.UpdatePost,
            new { input = new { id, content = new { title = "v2" } } }
        );
        return (id, created.Text("version")!, changed.Data.Text("updatePost.document.version")!);
    }

    async Task<string> TitleAsync(string id) =>
        (await social.Node.Api.GetAsync($"streams/{id}")).Ok.Text("state.content.title")!;

    async Task<string> VersionAsync(string id)
    {
        var log = (await social.Node.Api.GetAsync($"streams/{id}")).Ok.Items("state.log");
        return StreamId.Parse(id).At(Cid.Parse(log[^1].Text("cid")!)).ToString();
    }

    static void AssertConflict(GraphQLAnswer answer, string expected, string? current)
    {
        Assert.Equal(("CONFLICT", "Stream version mismatch"), (answer.Code, answer.Message));
        Assert.Equal(expected, answer.Error.Text("extensions.expected"));
        Assert.Equal(current, answer.Error.At("extensions.current").GetString());
    }
}
