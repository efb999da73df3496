using ComposeServer.Ipld;
using ComposeServer.Log.AnchorRequests;

namespace ComposeServer.Log.Heads;

/// <summary>An event without its bytes.</summary>
/// <param name="Position">Its place among all events; 0 for an unclaimed init event, which has none.</param>
/// <param name="Cid">Its name.</param>
/// <param name="Kind">Init, data or time.</param>
/// <param name="Prev">The event it builds on; null for an init event.</param>
/// <param name="TimestampSeconds">Of a time event: the verified time of its anchor; null while it is not verified.</param>
/// <param name="ReceivedAt">When it was committed, or for an unclaimed init event when it arrived.</param>
/// <param name="ExpiresAtSeconds">End of the capability that it was signed under, in seconds of Unix time.</param>
public sealed record StoredEntry(
    long Position,
    Cid Cid,
    EventKind Kind,
    Cid? Prev,
    long? TimestampSeconds,
    DateTimeOffset ReceivedAt,
    long? ExpiresAtSeconds
)
{
    /// <summary>How far the request to anchor this event has come; null when there is none.</summary>
    public AnchorRequestStage? AnchorRequest { get; init; }

    /// <summary>As fork rules see it: with its own time, if it is a time event.</summary>
    public LogEntry ToLogEntry() => new(Cid, Kind, TimestampSeconds, ExpiresAtSeconds);
}

/// <summary>An event with its bytes; a time event with its evidence.</summary>
public sealed record StoredEvent(StoredEntry Entry, EventBlocks Blocks);

/// <summary>The way to an event of a log: what has to be applied to get the state after it.</summary>
/// <param name="Family">Family of the log.</param>
/// <param name="Snapshot">State after the first event, as the family encoded it; null when the first event is the init event.</param>
/// <param name="Events">From the snapshot's event, or the init event, to the event asked for.</param>
public sealed record LogPath(string Family, ReadOnlyMemory<byte>? Snapshot, IReadOnlyList<StoredEvent> Events);
