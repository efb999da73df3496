using ComposeServer.Ipld;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Log.Audit;

/// <summary>A link of the chain over all commit groups, as it is stored.</summary>
public sealed record StoredGroup(
    long FirstPosition,
    long LastPosition,
    DateTimeOffset CommittedAt,
    ReadOnlyMemory<byte> Root,
    ReadOnlyMemory<byte> Previous,
    ReadOnlyMemory<byte> Hash
)
{
    /// <summary>Of the server that committed it; null when it signed none.</summary>
    public ReceiptSignature? Signature { get; init; }
}

/// <summary>What stands at a position: an event, or the name of one that was collected.</summary>
/// <param name="Position">The position.</param>
/// <param name="Cid">Name of the event.</param>
/// <param name="ReceivedAt">When the event says it was committed; null for a name alone.</param>
public readonly record struct NamedPosition(long Position, Cid Cid, DateTimeOffset? ReceivedAt);

/// <summary>The end of the chain, as the commit head says it.</summary>
public sealed record ChainEnd(long Position, ReadOnlyMemory<byte> Hash, DateTimeOffset CommittedAt);
