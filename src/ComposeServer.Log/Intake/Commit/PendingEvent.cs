using System.Diagnostics;
using ComposeServer.Ipld;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>What a chain says about a stored time event.</summary>
/// <param name="Seconds">Unix time; null when the chain no longer holds the anchor.</param>
sealed record ChainVerdict(long? Seconds);

/// <summary>A verified event that waits for its group.</summary>
/// <param name="raw">The event.</param>
/// <param name="log">Its log.</param>
/// <param name="family">Who judges it.</param>
/// <param name="seen">
/// State of the log right after the event it builds on, as far as it was known on arrival: good for what never changes, its controller and
/// model, and on a fork the state to apply it to.
/// </param>
sealed class PendingEvent(RawEvent raw, LogName log, ILogFamily family, LogState? seen)
{
    readonly TaskCompletionSource<Outcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RawEvent Raw { get; } = raw;

    public LogName Log { get; } = log;

    public ILogFamily Family { get; } = family;

    public LogState? Seen { get; } = seen;

    public long? ExpiresAtSeconds { get; init; }

    /// <summary>Earlier states of other logs that it asks for.</summary>
    public IReadOnlyDictionary<LogVersion, LogState> Versions { get; init; } = LogVersions.None;

    /// <summary>Whether it may build on another event than the tip.</summary>
    public bool TakesForks { get; init; }

    /// <summary>Whether the tip that it makes shall be anchored.</summary>
    public bool AsksForAnchor { get; init; }

    /// <summary>The tip that its log must have; null for any.</summary>
    public Cid? IfTip { get; init; }

    /// <summary>Set when this is a stored time event about which a chain was asked anew: what it said.</summary>
    public ChainVerdict? Verdict { get; init; }

    /// <summary>True once a commit that held this event may have happened without an answer.</summary>
    public bool MayBeStored { get; set; }

    /// <summary>The span that it was made in; the group's span links to it.</summary>
    public ActivityContext Submitter { get; } = Activity.Current?.Context ?? default;

    /// <summary>When it was queued, as the committer's clock counts.</summary>
    public long Since { get; set; }

    /// <summary>The group that it was committed with, once it is answered.</summary>
    public GroupPositions? Group { get; set; }

    public Task<Outcome> Done => _done.Task;

    public void Answer(Outcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception error) => _done.TrySetException(error);
}
