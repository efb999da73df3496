using ComposeServer.Composites.Format;
using ComposeServer.Integration.Schemas;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>What becomes of those who listen when another schema is deployed.</summary>
public class HandOverTests(SchemaNode schemas) : IClassFixture<SchemaNode>
{
    [Fact]
    public async Task A_subscription_goes_on_through_a_hundred_swaps_and_tells_every_change_once()
    {
        var (small, large) = await TwoAsync("Moved", "Added");
        _ = (await schemas.DeployAsync(small, "moving")).Ok;
        await using var listener = await ListenAsync("moving", "subscription { movedChanged { id } }");
        using var author = Seeds.Key("author");
        List<string> written = [];

        for (var i = 0; i < 100; i++)
        {
            written.Add(await WriteAsync("moving", "createMoved", $"leaf {i}", author));
            _ = (await schemas.DeployAsync(i % 2 == 0 ? large : small, "moving")).Ok;
        }

        List<string> told = [];
        while (told.Count < written.Count)
            told.Add((await listener.NextAsync("movedChanged")).Text("id")!);
        Assert.Equal(written, told);
        Assert.False(listener.HasMore);
    }

    [Fact]
    public async Task A_live_query_goes_on_with_the_new_schema()
    {
        var (small, large) = await TwoAsync("Kept", "Beside");
        _ = (await schemas.DeployAsync(small, "living")).Ok;
        await using var listener = await ListenAsync("living", "query @live { keptCount __schema { types { name } } }");
        Assert.DoesNotContain("Beside", (await listener.NextAsync()).GetRawText());

        _ = (await schemas.DeployAsync(large, "living")).Ok;

        Assert.Contains("\"Beside\"", (await listener.NextAsync()).GetRawText());
        using var author = Seeds.Key("author");
        await WriteAsync("living", "createKept", "oak", author);
        Assert.Equal(1, (await listener.NextAsync("")).Number("keptCount"));
    }

    [Theory]
    [InlineData("subscription { lostChanged { id } }")]
    [InlineData("query @live { lostCount }")]
    public async Task What_the_new_schema_does_not_have_is_ended_with_the_reason(string query)
    {
        var (small, large) = await TwoAsync("Stays", "Lost");
        var name = query.StartsWith('q') ? "losing-live" : "losing";
        _ = (await schemas.DeployAsync(large, name)).Ok;
        await using var listener = await ListenAsync(name, query);
        if (query.StartsWith('q'))
            await listener.NextAsync();

        _ = (await schemas.DeployAsync(small, name)).Ok;

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", (await listener.NextAsync()).Text("errors.0.extensions.code"));
        await listener.EndAsync();
    }

    [Theory]
    [InlineData("subscription { goneChanged { id } }")]
    [InlineData("query @live { goneCount }")]
    public async Task Who_listens_to_a_schema_that_is_removed_is_told_so(string query)
    {
        var (small, _) = await TwoAsync("Gone", "Other");
        var name = query.StartsWith('q') ? "going-live" : "going";
        _ = (await schemas.DeployAsync(small, name)).Ok;
        await using var listener = await ListenAsync(name, query);
        if (query.StartsWith('q'))
            await listener.NextAsync();

        _ = (await schemas.RemoveAsync(name)).Ok;

        Assert.Equal("NOT_FOUND", (await listener.NextAsync()).Text("errors.0.extensions.code"));
        await listener.EndAsync();
    }

    Task<Listener> ListenAsync(string name, string query) =>
        Listener.ToAsync(schemas.Node, query, endpoint: $"/graphql/{name}");

    async Task<(Composite Small, Composite Large)> TwoAsync(string first, string second)
    {
        var small = await SchemaNode.NotesAsync(first, "name");
        var extra = await SchemaNode.NotesAsync(second, "name");
        await schemas.IndexAsync(small);
        await schemas.IndexAsync(extra);
        return (small, Composite.Merge([small, extra]).OrThrow());
    }

    async Task<string> WriteAsync(string name, string mutation, string text, Identity.Jose.ISigner author)
    {
        var caller = new KeyCaller(
            new GraphQLCaller(
                schemas.Node.Http,
                $"/graphql/{name}",
                headers => headers.Add("ComposeDB-ViewerID", author.Did.Text)
            ),
            author
        );
        var answer = await caller.WriteAsync(
            $"mutation {{ {mutation}(input: {{ content: {{ name: \"{text}\" }} }}) {{ document {{ id }} }} }}"
        );
        return answer.Data.Text($"{mutation}.document.id")!;
    }
}
