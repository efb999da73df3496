using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>An event whose blocks have all come. Nothing about it has been verified but their hashes.</summary>
/// <param name="Blocks">Its blocks; evidence has no time yet.</param>
/// <param name="Links">Its place among others.</param>
/// <param name="Evidence">Proof and tree nodes of a time event.</param>
sealed record ArrivedEvent(EventBlocks Blocks, PayloadLinks Links, IReadOnlyList<Block>? Evidence = null)
{
    /// <summary>What the bookkeeping of one event costs beside its bytes; a guess on the high side.</summary>
    const int OverheadBytes = 512;

    /// <summary>Unix time that the source gives for a time event, if whoever imports trusts it.</summary>
    public long? ClaimedSeconds { get; init; }

    public Cid Cid => Blocks.Event.Cid;

    public Cid? Prev => Links.Prev;

    public EventKind Kind =>
        Evidence is not null ? EventKind.Time
        : Prev is null ? EventKind.Init
        : EventKind.Data;

    public long SizeBytes { get; } =
        OverheadBytes + Blocks.SizeBytes + (Evidence?.Sum(block => (long)block.Bytes.Length) ?? 0);
}
