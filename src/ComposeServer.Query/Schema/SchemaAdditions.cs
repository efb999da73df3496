using ComposeServer.GraphQL.Types.Extending;

namespace ComposeServer.Query.Schema;

/// <summary>What is served beyond what the JS runtime makes of a composite. Subscriptions come with a feed (<see cref="Resolvers.QueryPorts.Changes"/>).</summary>
public sealed record SchemaAdditions
{
    /// <summary>The directives <c>@defer</c> and <c>@stream</c>.</summary>
    public bool Incremental { get; init; }

    /// <summary>Fields and types of the host.</summary>
    public IReadOnlyList<TypeExtension> Types { get; init; } = [];
}
