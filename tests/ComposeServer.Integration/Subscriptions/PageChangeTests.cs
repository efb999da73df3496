using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary><c>nIndexChanged</c>: a page, and again when it has changed.</summary>
public sealed class PageChangeTests : IAsyncLifetime
{
    const string Query = """
        subscription($after: String) {
          postIndexChanged(first: 2, sorting: { importance: DESC }, after: $after) {
            position
            connection { edges { node { title } } pageInfo { hasNextPage } }
          }
        }
        """;

    readonly SocialNode _social = new();

    GraphQLCaller Ada => _social.As(_social.Ada);

    public ValueTask InitializeAsync() => _social.InitializeAsync();

    public ValueTask DisposeAsync() => _social.DisposeAsync();

    [Fact]
    public async Task A_page_comes_at_once_and_whenever_it_changes()
    {
        await using var listener = await Listener.ToAsync(_social.Node, Query);
        Assert.Empty(TitlesOf(await listener.NextAsync("postIndexChanged")));

        await PostAsync("low", 1);
        Assert.Equal(["low"], TitlesOf(await listener.NextAsync("postIndexChanged")));
        await PostAsync("high", 3);
        Assert.Equal(["high", "low"], TitlesOf(await listener.NextAsync("postIndexChanged")));
        await PostAsync("middle", 2);
        var last = await listener.NextAsync("postIndexChanged");
        Assert.Equal(["high", "middle"], TitlesOf(last));
        Assert.True(last.Flag("connection.pageInfo.hasNextPage"));
    }

    [Fact]
    public async Task A_change_outside_the_page_is_not_told()
    {
        var id = await PostAsync("far down", 1);
        await PostAsync("high", 3);
        await PostAsync("higher", 4);
        await using var listener = await Listener.ToAsync(_social.Node, Query);
        Assert.Equal(["higher", "high"], TitlesOf(await listener.NextAsync("postIndexChanged")));

        _ = (await Ada.AskAsync(SocialWrites.UpdatePost, Update(id, 2))).Data;
        _ = (await Ada.AskAsync(SocialWrites.UpdatePost, Update(id, 5))).Data;

        Assert.Equal(["far down", "higher"], TitlesOf(await listener.NextAsync("postIndexChanged")));
    }

    [Fact]
    public async Task Who_comes_back_gets_the_page_only_once_it_has_changed()
    {
        await PostAsync("one", 1);
        JsonElement seen;
        await using (var listener = await Listener.ToAsync(_social.Node, Query))
            seen = await listener.NextAsync("postIndexChanged");
        await using var again = await Listener.ToAsync(_social.Node, Query, new { after = seen.Text("position") });

        await PostAsync("two", 2);
        Assert.Equal(["two", "one"], TitlesOf(await again.NextAsync("postIndexChanged")));

        await using var late = await Listener.ToAsync(_social.Node, Query, new { after = seen.Text("position") });
        Assert.Equal(["two", "one"], TitlesOf(await late.NextAsync("postIndexChanged")));
    }

    [Theory]
    [InlineData("postIndexChanged { position }", "BAD_USER_INPUT")]
    [InlineData("postIndexChanged(first: 1001) { position }", "LIMIT_EXCEEDED")]
    [InlineData("postIndexChanged(first: 0) { position }", "BAD_USER_INPUT")]
    [InlineData("postIndexChanged(first: 1, after: \"x\") { position }", "INVALID_CURSOR")]
    public async Task A_page_that_cannot_be_read_is_refused(string field, string code)
    {
        await using var listener = await Listener.ToAsync(_social.Node, $"subscription {{ {field} }}");

        Assert.Equal(code, (await listener.NextAsync()).Text("errors.0.extensions.code"));
        await listener.EndAsync();
    }

    Task<string> PostAsync(string title, int importance)
    {
        var content = SocialWrites.Post(title);
        content["importance"] = importance;
        return Ada.PostAsync(content);
    }

    static object Update(string id, int importance) => new { input = new { id, content = new { importance } } };

    static List<string?> TitlesOf(JsonElement change) =>
        [.. change.Items("connection.edges").Select(edge => edge.Text("node.title"))];
}
