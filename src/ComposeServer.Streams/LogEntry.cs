using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams;

/// <summary>One event of a stream as its state lists it.</summary>
/// <param name="Cid">Name of the event.</param>
/// <param name="Kind">Init, data or time.</param>
/// <param name="TimestampSeconds">Unix time of the anchor that covers the event; null while none does.</param>
/// <param name="ExpirationTimeSeconds">Unix time at which the capability it was signed under ends; null when there is none.</param>
public readonly record struct LogEntry(
    Cid Cid,
    EventKind Kind,
    long? TimestampSeconds = null,
    long? ExpirationTimeSeconds = null
);
