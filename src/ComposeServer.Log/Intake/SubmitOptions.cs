namespace ComposeServer.Log.Intake;

/// <summary>What a writer wishes beside the write itself.</summary>
/// <param name="Anchor">
/// Whether the log's new tip shall be anchored. The request is on disk with the event, or neither is; the write does not wait for the anchor.
/// Where nobody anchors, the wish is not heard.
/// </param>
public readonly record struct SubmitOptions(bool Anchor);
