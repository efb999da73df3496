using ComposeServer.Integration.JavaScript;
using ComposeServer.Integration.Social;
using ComposeServer.Integration.Transports;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>Unmodified JavaScript clients that subscribe.</summary>
public class ClientTests(SocialNode social, GraphQLPackages packages)
    : IClassFixture<SocialNode>,
        IClassFixture<GraphQLPackages>
{
    [Fact]
    public async Task Stock_clients_are_told_of_changes_over_every_transport()
    {
        var steps = await packages.RunAsync(
            "subscribe.mjs",
            new Uri(social.Node.Address, "/graphql").ToString(),
            social.SessionOf(social.Ada).Serialize()
        );

        AssertTold(steps, "graphql-ws");
        AssertTold(steps, "graphql-sse");
        AssertTold(steps, "subscriptions-transport-ws");
        AssertTold(steps, "Apollo Client");
        AssertTold(steps, "urql");
        Assert.True(steps["query over graphql-ws"].Items("answers").Single().Number("data.postCount") > 0);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", steps["refused over graphql-ws"].Text("errors.0.extensions.code"));
        Assert.Equal(2, steps["query by Apollo Client"].Items("data.postIndex.edges").Count);
        Assert.Equal(social.Ada.Did.Text, steps["query by Apollo Client"].Text("data.viewer.id"));
        Assert.Equal(2, steps["query by urql"].Items("data.postIndex.edges").Count);
    }

    static void AssertTold(Steps steps, string client)
    {
        var step = steps[client];
        Assert.True(step.Flag("isOwn"), step.GetRawText());
        Assert.Equal("CREATED", step.Text("data.postChanged.kind"));
        Assert.True(step.Flag("data.postChanged.node.author.isViewer"));
    }
}
