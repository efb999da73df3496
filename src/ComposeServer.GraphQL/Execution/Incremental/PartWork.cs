using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>Where the tree of a part hangs in the response.</summary>
/// <param name="Path">Of the object whose fields it holds, or of the list whose item it is.</param>
/// <param name="Scope">What the <c>@defer</c> around it stand for.</param>
readonly record struct PartRoot(ImmutableArray<PathSegment> Path, DeliveryScope? Scope);

/// <summary>What one part of the response leaves for later.</summary>
/// <param name="Groups">Fragments that were deferred in it, outer ones first.</param>
/// <param name="Parts">What they consist of.</param>
/// <param name="Streams">Lists that go on.</param>
sealed record PartWork(
    IReadOnlyList<DeliveryGroup> Groups,
    IReadOnlyList<DeferredPart> Parts,
    IReadOnlyList<ItemStream> Streams
)
{
    public static PartWork None { get; } = new([], [], []);
}
