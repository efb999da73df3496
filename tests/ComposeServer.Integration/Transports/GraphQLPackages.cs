using ComposeServer.Integration.JavaScript;

namespace ComposeServer.Integration.Transports;

/// <summary>The npm packages for GraphQL under <c>graphql/</c>.</summary>
public sealed class GraphQLPackages : ClientPackages
{
    /// <inheritdoc/>
    protected override string FolderName => "graphql";
}
