using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Query.Documents;

/// <summary>An account: whatever DID stands in its place, known here or not.</summary>
sealed record AccountNode(string Did) : ITyped
{
    public string TypeName => "CeramicAccount";
}
