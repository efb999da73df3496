using ComposeServer.Ipld;

namespace ComposeServer.Log.Intake;

/// <summary>What belongs to a write beside the event itself.</summary>
/// <param name="Anchor">
/// Whether the log's new tip shall be anchored. The request is on disk with the event, or neither is; the write does not wait for the anchor.
/// Where nobody anchors, the wish is not heard.
/// </param>
/// <param name="Quota">Counts what the caller writes; null for one who may write without end.</param>
public readonly record struct SubmitOptions(bool Anchor, IWriteQuota? Quota = null)
{
    /// <summary>The tip that the log must have; null for a caller who does not care.</summary>
    /// <remarks>
    /// It is looked at in the transaction that would store the event: with another one the event is refused with <see cref="RefusalCode.Stale"/>, and
    /// nothing is stored. That holds for an event that is stored already too: two writers with one key can make the same bytes, and only one of them
    /// moved the tip. Whoever sends an event again finds it as the current tip of the conflict.
    /// </remarks>
    public Cid? IfTip { get; init; }
}
