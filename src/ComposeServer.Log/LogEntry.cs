using ComposeServer.Ipld;

namespace ComposeServer.Log;

/// <summary>One event of a log as its state lists it.</summary>
/// <param name="Cid">Name of the event.</param>
/// <param name="Kind">Init, data or time.</param>
/// <param name="TimestampSeconds">
/// Unix time: of a time event, what its proof was verified to say (null while it was not: such an event orders nothing); of another event in
/// a state's list, the time of the anchor that covers it.
/// </param>
/// <param name="ExpirationTimeSeconds">Unix time at which the capability it was signed under ends; null when there is none.</param>
public readonly record struct LogEntry(
    Cid Cid,
    EventKind Kind,
    long? TimestampSeconds = null,
    long? ExpirationTimeSeconds = null
);
