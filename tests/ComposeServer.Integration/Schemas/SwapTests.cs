using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Schemas;

public class SwapTests(SchemaNode schemas, ITestOutputHelper output) : IClassFixture<SchemaNode>
{
    const int Swaps = 1_000;
    const int Callers = 4;

    [Fact]
    public async Task A_thousand_swaps_under_load_fail_no_request()
    {
        // What the callers ask for is in both; everything else comes and goes.
        var small = await SchemaNode.NotesAsync("Leaf", "name");
        var extra = await SchemaNode.NotesAsync("Twig", "name", "bark");
        await schemas.IndexAsync(small);
        await schemas.IndexAsync(extra);
        var large = Composites.Format.Composite.Merge([small, extra]).OrThrow();
        _ = (await schemas.DeployAsync(small, "swapped")).Ok;
        using var author = Seeds.Key("author");
        _ = (await WriteAsync(author)).Data;

        var isOver = false;
        var asked = await WhileAsync(
            async () =>
            {
                for (var i = 0; i < Swaps; i++)
                    _ = (await schemas.DeployAsync(i % 2 == 0 ? large : small, "swapped")).Ok;
                Volatile.Write(ref isOver, true);
            },
            () => AskAsync(() => Volatile.Read(ref isOver))
        );

        output.WriteLine($"{asked} requests during {Swaps} swaps");
        Assert.True(asked > Swaps / 10, $"only {asked} requests ran beside the swaps");
        var listed = (await schemas.Node.Api.AdminGetAsync("admin/composites")).Ok.Items("composites");
        Assert.Equal(Swaps + 1, listed.Single(entry => entry.Text("name") == "swapped").Number("version"));
    }

    static async Task<int> WhileAsync(Func<Task> work, Func<Task<int>> ask)
    {
        var asking = Enumerable.Range(0, Callers).Select(_ => Task.Run(ask)).ToArray();
        await Task.WhenAny(Task.WhenAll(asking), Task.Run(work)).Unwrap();
        return (await Task.WhenAll(asking)).Sum();
    }

    async Task<int> AskAsync(Func<bool> isOver)
    {
        var count = 0;
        for (; !isOver(); count++)
        {
            using var answer = await schemas.Node.Http.PostAsync(
                "/graphql/swapped",
                new StringContent(
                    """{"query":"{ leafCount leafIndex(first: 5) { edges { node { id name } } } }"}""",
                    System.Text.Encoding.UTF8,
                    "application/json"
                )
            );
            var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            Assert.False(body.TryGetProperty("errors", out _), body.GetRawText());
            Assert.Equal(1, body.Number("data.leafCount"));
            Assert.Equal("oak", body.Items("data.leafIndex.edges").Single().Text("node.name"));
        }

        return count;
    }

    Task<GraphQLAnswer> WriteAsync(Identity.Jose.ISigner author) =>
        new KeyCaller(
            new GraphQLCaller(
                schemas.Node.Http,
                "/graphql/swapped",
                headers => headers.Add("ComposeDB-ViewerID", author.Did.Text)
            ),
            author
        ).WriteAsync("mutation { createLeaf(input: { content: { name: \"oak\" } }) { document { id } } }");
}
