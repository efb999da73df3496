using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ComposeServer.Integration.Oracle;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Roads;

/// <summary>
/// Whether a page is read at once or level by level, the answer is the same, byte for byte, with its errors. <c>COMPOSESERVER_SEED</c> and
/// <c>COMPOSESERVER_CASES</c> choose other queries, and more of them.
/// </summary>
public sealed class RoadTests(RoadScene scene, ITestOutputHelper output) : IClassFixture<RoadScene>
{
    const int Cases = 1_500;

    [Fact]
    public async Task Both_roads_give_the_same_bytes()
    {
        var seed = OracleTests.Seed();
        var cases = Environment.GetEnvironmentVariable("COMPOSESERVER_CASES") is { } variable
            ? int.Parse(variable, NumberStyles.Integer, CultureInfo.InvariantCulture)
            : Cases;
        var queries = new RoadQueries(new Random(seed), scene.ShelfIds, scene.Accounts);
        var (atOnce, withErrors, withData) = (0, 0, 0);
        for (var i = 0; i < cases; i++)
        {
            var query = queries.Next();
            var viewer = i % 3 == 0 ? scene.Accounts[0] : null;
            var (planned, statements) = await AskAsync(scene.Planned, query, viewer);
            var (levelled, _) = await AskAsync(scene.Levelled, query, viewer);

            Assert.True(planned == levelled, $"COMPOSESERVER_SEED={seed}, query {i}: {query}\n{planned}\n{levelled}");
            atOnce += statements.Any(sql => sql.Contains("string_agg", StringComparison.Ordinal)) ? 1 : 0;
            withErrors += planned.Contains("\"errors\"", StringComparison.Ordinal) ? 1 : 0;
            withData += planned.Contains("\"node\":{", StringComparison.Ordinal) ? 1 : 0;
        }

        output.WriteLine(
            $"COMPOSESERVER_SEED={seed}, {cases} queries, {atOnce} read at once, {withErrors} with errors, {withData} with documents"
        );
        Assert.True(atOnce > cases / 2);
        Assert.True(withErrors > cases / 50);
        Assert.True(withData > cases / 2);
    }

    static async Task<(string Body, IReadOnlyList<string> Statements)> AskAsync(
        TestNode node,
        string query,
        string? viewer
    )
    {
        using var statements = new StatementCount(node.Database.Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        if (viewer is not null)
            request.Headers.Add("ComposeDB-ViewerID", viewer);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/json"));
        using var answer = await node.Http.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync(), statements.Texts);
    }
}
