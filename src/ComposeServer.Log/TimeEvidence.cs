using ComposeServer.Ipld;

namespace ComposeServer.Log;

/// <summary>
/// What stands behind a time event: the blocks of its proof, and the time at which the chain that the proof names held it. Whoever hands
/// the event over has asked the chain; a family only follows the blocks.
/// </summary>
/// <param name="Blocks">The proof block and the tree nodes on the path to the anchored event, in any order.</param>
/// <param name="TimestampSeconds">
/// Unix time of the block that holds the anchoring transaction; null when no chain could be asked: the event is kept and orders nothing.
/// </param>
public sealed record TimeEvidence(IReadOnlyList<Block> Blocks, long? TimestampSeconds)
{
    /// <summary>
    /// Some of the blocks could not be had, and those that are here agree: the event is kept all the same. True of what is read from a
    /// store, which was judged when it came.
    /// </summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// Unix time that a source which the operator trusts gives in place of a proof; null when there is none. Sessions are judged by it
    /// while the event arrives. It is not stored and orders nothing.
    /// </summary>
    public long? ClaimedSeconds { get; init; }
}
