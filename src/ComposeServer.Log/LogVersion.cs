using ComposeServer.Ipld;

namespace ComposeServer.Log;

/// <summary>A log as it was right after one of its events. What it says never changes.</summary>
public readonly record struct LogVersion(LogName Log, Cid Commit);
