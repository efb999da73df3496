using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>What one payload after the first says. Members in the order in which they may be read.</summary>
sealed class DeliveryPayload
{
    /// <summary>What the client shall wait for from now on.</summary>
    public List<PendingEntry> Pending { get; } = [];

    /// <summary>Fields and items that have come.</summary>
    public List<IncrementalEntry> Incremental { get; } = [];

    /// <summary>What the client need not wait for any more.</summary>
    public List<CompletedEntry> Completed { get; } = [];

    public bool IsEmpty => Pending.Count + Incremental.Count + Completed.Count == 0;

    /// <summary>All errors in it.</summary>
    public IReadOnlyList<GraphQLError> Errors =>
        [
            .. Incremental.SelectMany(entry => entry.Errors),
            .. Completed.Select(entry => entry.Error).OfType<GraphQLError>(),
        ];
}

/// <summary>A deferred fragment or a streamed list that will come.</summary>
readonly record struct PendingEntry(string Id, ImmutableArray<PathSegment> Path, string? Label);

/// <summary>Fields of an object, or items of a list.</summary>
/// <param name="Id">Of the pending entry whose path it continues.</param>
/// <param name="SubPath">From there to the object; empty when that is it.</param>
/// <param name="Data">The object; null for items.</param>
/// <param name="Items">The items; null for an object.</param>
/// <param name="Errors">In the order of the response.</param>
readonly record struct IncrementalEntry(
    string Id,
    ImmutableArray<PathSegment> SubPath,
    ObjectNode? Data,
    IReadOnlyList<object?>? Items,
    IReadOnlyList<GraphQLError> Errors
);

/// <summary>The end of a pending entry, with the error that made it null if one did.</summary>
readonly record struct CompletedEntry(string Id, GraphQLError? Error);
