using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>Unmodified JavaScript clients that take answers in parts.</summary>
public class IncrementalClientTests(SocialNode social, GraphQLPackages packages)
    : IClassFixture<SocialNode>,
        IClassFixture<GraphQLPackages>
{
    [Fact]
    public async Task Stock_clients_put_the_parts_together()
    {
        var author = social.As(social.Ada);
        foreach (var title in (string[])["one", "two", "three", "four"])
            _ = await author.PostAsync(title);

        var steps = await packages.RunAsync("incremental.mjs", new Uri(social.Node.Address, "/graphql").ToString());

        AssertWhole(steps["Apollo Client"]);
        AssertWhole(steps["urql"]);
        AssertParts(steps["graphql-sse"]);
        AssertParts(steps["graphql-ws"]);
    }

    void AssertWhole(JsonElement step)
    {
        Assert.True(step.Number("steps") > 1, step.GetRawText());
        var edges = step.Items("data.postIndex.edges");
        Assert.Equal(["one", "two", "three"], edges.Select(edge => edge.Text("node.title")));
        Assert.All(edges, edge => Assert.Equal(social.Ada.Did.Text, edge.Text("node.author.id")));
        Assert.True(step.Flag("data.postIndex.pageInfo.hasNextPage"));
    }

    static void AssertParts(JsonElement step)
    {
        var payloads = step.Items("payloads");
        Assert.Equal("one", Assert.Single(payloads[0].Items("data.postIndex.edges")).Text("node.title"));
        Assert.True(payloads[0].Flag("hasNext"));
        Assert.False(payloads[^1].Flag("hasNext"));
        Assert.Contains(
            payloads.Skip(1),
            payload => payload.GetRawText().Contains("\"items\":[", StringComparison.Ordinal)
        );
    }
}
