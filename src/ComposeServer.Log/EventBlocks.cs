using ComposeServer.Ipld;

namespace ComposeServer.Log;

/// <summary>The blocks of one event as they arrive: bytes that nobody has checked yet.</summary>
/// <param name="Event">The block whose CID is the event's: a DAG-JOSE envelope when signed, else the payload itself.</param>
/// <param name="Linked">The payload that a signed envelope points to; null for an unsigned event.</param>
/// <param name="Capability">The CACAO that the envelope's <c>cap</c> names, if it came along.</param>
public sealed record EventBlocks(Block Event, Block? Linked = null, Block? Capability = null)
{
    /// <summary>Evidence of a time event, from a source that asked the chain: never from a request.</summary>
    public TimeEvidence? Evidence { get; init; }

    /// <summary>All bytes together; the intake's queue is bounded by it.</summary>
    public int SizeBytes =>
        Event.Bytes.Length
        + (Linked?.Bytes.Length ?? 0)
        + (Capability?.Bytes.Length ?? 0)
        + (Evidence?.Blocks.Sum(block => block.Bytes.Length) ?? 0);
}
