using ComposeServer.Integration.Schemas;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>The audit of npm <c>graphql-http</c> 1.23.1 for the GraphQL over HTTP specification.</summary>
public class AuditTests(SchemaNode schemas, GraphQLPackages packages)
    : IClassFixture<SchemaNode>,
        IClassFixture<GraphQLPackages>
{
    /// <summary>All items of the audit in the pinned version.</summary>
    const int Items = 61;

    [Fact]
    public async Task Every_item_that_must_or_should_hold_does()
    {
        var steps = await packages.RunAsync("audit.mjs", new Uri(schemas.Node.Address, "/graphql").ToString());

        var audits = steps.All("audit");
        Assert.Equal(Items, audits.Count);
        Assert.All(audits, audit => Assert.True(audit.Text("status") == "ok", audit.GetRawText()));
    }
}
