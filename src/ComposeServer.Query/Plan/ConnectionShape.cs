using System.Collections.Immutable;

namespace ComposeServer.Query.Plan;

/// <summary>A connection as it is selected.</summary>
/// <param name="Members">In the order of the answer.</param>
/// <param name="HasCursors">Whether the place of a document is shown anywhere.</param>
/// <param name="HasFacts">Whether <c>pageInfo</c> is.</param>
/// <param name="Document">The document of an edge; null when none is selected.</param>
sealed record ConnectionShape(
    ImmutableArray<Member<ConnectionPart>> Members,
    bool HasCursors,
    bool HasFacts,
    DocumentShape? Document
);

/// <summary>A member of a connection.</summary>
abstract record ConnectionPart
{
    ConnectionPart() { }

    /// <summary>The edges.</summary>
    public sealed record Edges(ImmutableArray<Member<EdgePart>> Members) : ConnectionPart;

    /// <summary>Facts about the page.</summary>
    public sealed record PageInfo(ImmutableArray<Member<PageFactKind>> Members) : ConnectionPart;
}

/// <summary>A member of an edge.</summary>
enum EdgePart
{
    /// <summary>The document.</summary>
    Node,

    /// <summary>Its place.</summary>
    Cursor,
}
