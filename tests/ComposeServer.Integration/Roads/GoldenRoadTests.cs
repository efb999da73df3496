using ComposeServer.Integration.Reading;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Roads;

/// <summary>Which statements answer the queries of <see cref="GoldenRoads"/>.</summary>
public sealed class GoldenRoadTests(StatementTests.Crowd crowd) : IClassFixture<StatementTests.Crowd>
{
    public static TheoryData<string> Names => [.. GoldenRoads.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_query_takes_one_statement_unless_it_is_listed(string name)
    {
        var query = GoldenRoads.All[name].Replace("$id", await PostAsync(), StringComparison.Ordinal);
        using var statements = new StatementCount(crowd.Social.Node.Database.Name);
        _ = (await crowd.Social.Node.Anonymous.AskAsync(query)).Data;

        string[] road = [.. statements.Texts.Select(KindOf)];
        var isListed = GoldenRoads.Leaving.ContainsKey(name);

        Assert.True(
            isListed != road is ["tree"] or ["heads"] or ["count"],
            $"{name}: {string.Join(" + ", road)}, {(isListed ? "and is listed" : "and is not listed")}"
        );
    }

    [Fact]
    public void What_is_listed_is_asked() =>
        Assert.All(GoldenRoads.Leaving.Keys, name => Assert.Contains(name, GoldenRoads.All.Keys));

    static string KindOf(string sql) =>
        sql.Contains("string_agg", StringComparison.Ordinal) ? "tree"
        : sql.Contains("left join lateral", StringComparison.Ordinal) ? "page"
        : sql.Contains("select (select count(*)", StringComparison.Ordinal) ? "count"
        : sql.Contains("from log where name = any", StringComparison.Ordinal) ? "heads"
        : sql;

    async Task<string> PostAsync()
    {
        var answer = await crowd.Social.Node.Anonymous.AskAsync("{ postIndex(first: 1) { edges { node { id } } } }");
        return answer.Data.Items("postIndex.edges")[0].GetProperty("node").GetProperty("id").GetString()!;
    }
}
