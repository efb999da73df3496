namespace ComposeServer.Log.Intake;

/// <summary>What belongs to a write beside the event itself.</summary>
/// <param name="Anchor">
/// Whether the log's new tip shall be anchored. The request is on disk with the event, or neither is; the write does not wait for the anchor.
/// Where nobody anchors, the wish is not heard.
/// </param>
/// <param name="Quota">Counts what the caller writes; null for one who may write without end.</param>
public readonly record struct SubmitOptions(bool Anchor, IWriteQuota? Quota = null);
