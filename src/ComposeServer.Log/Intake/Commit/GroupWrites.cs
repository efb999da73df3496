using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Materialise;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>Everything that one group writes.</summary>
/// <param name="At">Time of the group.</param>
/// <param name="Events">New events, in order of position and without gaps; none when only unclaimed ones came.</param>
/// <param name="Logs">New states, one for each log whose tip moved.</param>
/// <param name="Rows">Index rows, at most one for each log.</param>
public sealed record GroupWrites(
    DateTimeOffset At,
    IReadOnlyList<EventWrite> Events,
    IReadOnlyCollection<LogWrite> Logs,
    IReadOnlyCollection<MaterialisedRow> Rows
)
{
    /// <summary>The link that this group adds to the chain of receipts; null when it has no events.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>States to keep beside events.</summary>
    public IReadOnlyList<SnapshotWrite> Snapshots { get; init; } = [];

    /// <summary>New times of time events, by position.</summary>
    public IReadOnlyDictionary<long, long?> Times { get; init; } = new Dictionary<long, long?>();

    /// <summary>Init events that anyone could have made, to be kept apart for a while.</summary>
    public IReadOnlyCollection<UnclaimedWrite> Unclaimed { get; init; } = [];

    /// <summary>Logs whose unclaimed init event is among <see cref="Events"/> now.</summary>
    public IReadOnlyCollection<LogName> Claimed { get; init; } = [];

    /// <summary>Tips that shall be anchored. Each takes the place of an earlier request of its log.</summary>
    public IReadOnlyDictionary<LogName, Cid> AnchorRequests { get; init; } = new Dictionary<LogName, Cid>();

    /// <summary>How many unclaimed events may stay, when it is time to count; the oldest go.</summary>
    public int? UnclaimedKeep { get; init; }
}

/// <summary>An event to store.</summary>
/// <param name="Position">Its place among all events.</param>
/// <param name="PrevPosition">The place of the event it builds on; null for an init event.</param>
/// <param name="Raw">Its bytes.</param>
/// <param name="Log">The log that it belongs to.</param>
/// <param name="Author">The controller on whose behalf it was signed.</param>
/// <param name="ExpiresAtSeconds">When the capability that it was signed under ends, in seconds of Unix time.</param>
public sealed record EventWrite(
    long Position,
    long? PrevPosition,
    RawEvent Raw,
    LogName Log,
    Did Author,
    long? ExpiresAtSeconds
)
{
    /// <summary>Verified time of a time event; null of another, and while it is not verified.</summary>
    public long? TimestampSeconds => Raw.Blocks.Evidence?.TimestampSeconds;
}

/// <summary>A log's new head, written only where the stored tip is still the expected one.</summary>
/// <param name="ExpectedTipPosition">0 for a log that has no event yet.</param>
public sealed record LogWrite(
    LogName Name,
    string Family,
    LogName Model,
    Did Controller,
    Cid Tip,
    long TipPosition,
    long ExpectedTipPosition,
    ReadOnlyMemory<byte> State
);

/// <summary>The state right after an event.</summary>
public sealed record SnapshotWrite(long Position, LogName Log, ReadOnlyMemory<byte> State);

/// <summary>An init event that anyone could have made.</summary>
public sealed record UnclaimedWrite(RawEvent Raw, LogName Log, string Family, ReadOnlyMemory<byte> State);
