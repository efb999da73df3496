using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Cli;

/// <summary><c>graphql:trust</c>, <c>graphql:trusted</c> and <c>graphql:distrust</c>.</summary>
public sealed class TrustedCommandTests(CommandScene scene) : IClassFixture<CommandScene>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Documents_are_trusted_for_all_servers_over_the_database_until_that_is_taken_back()
    {
        var list = scene.Write(
            "persisted.json",
            """{"kind":"query Kind { kind: __typename }","other":"{ other: __typename }"}"""
        );
        await using var another = await scene.Node.StartAnotherAsync();

        Assert.Equal(0, (await scene.RunAsync("graphql:trust", list)).Exit);

        Assert.Equal("Query", (await NameAsync(scene.Node, "kind")).Text("data.kind"));
        await UntilAsync(async () => !(await NameAsync(another, "other")).TryGetProperty("errors", out _));
        var listed = (await scene.PrintAsync("graphql:trusted"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line))
            .ToList();
        Assert.Equal(["kind", "other"], listed.Select(entry => entry.Text("id")));
        Assert.Equal("Query", (await NameAsync(scene.Node, listed[0].Text("hash")!)).Text("data.kind"));

        Assert.Equal(0, (await scene.RunAsync("graphql:distrust", "kind")).Exit);

        Assert.Equal(
            "PERSISTED_QUERY_NOT_FOUND",
            (await NameAsync(scene.Node, "kind")).Text("errors.0.extensions.code")
        );
        await UntilAsync(async () => (await NameAsync(another, "kind")).TryGetProperty("errors", out _));
        var again = await scene.RunAsync("graphql:distrust", "kind");
        Assert.Equal(1, again.Exit);
        Assert.Contains("1 of 1 were not there", again.Words);
    }

    [Theory]
    [InlineData("""{"broken":"{ a "}""", "broken is no GraphQL")]
    [InlineData("""{"":"{ a }"}""", "an id must have 1 to 256 characters")]
    public async Task A_document_that_is_none_is_refused_with_all_others(string list, string reason)
    {
        var file = scene.Write(
            "list.json",
            list.Replace("{\"", "{\"good\":\"{ __typename }\",\"", StringComparison.Ordinal)
        );

        var refused = await scene.RunAsync("graphql:trust", file);

        Assert.Equal(1, refused.Exit);
        Assert.Contains(reason, refused.Words);
        Assert.DoesNotContain("good", await scene.PrintAsync("graphql:trusted"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var refused = await scene.RunAsync("graphql:trust", "/nowhere/list.json");

        Assert.Equal(1, refused.Exit);
        Assert.Contains("/nowhere/list.json", refused.Words);
    }

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "it never came to be");
            await Task.Delay(50);
        }
    }

    static async Task<JsonElement> NameAsync(NodeClient node, string documentId)
    {
        using var answer = await node.Http.PostAsJsonAsync("/graphql", new { documentId });
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
