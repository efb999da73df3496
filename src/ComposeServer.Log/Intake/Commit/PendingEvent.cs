using ComposeServer.Log.Families;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>A verified event that waits for its group.</summary>
sealed class PendingEvent(RawEvent raw, LogName log, ILogFamily family, LogState? seen, long? expiresAtSeconds)
{
    readonly TaskCompletionSource<Outcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RawEvent Raw { get; } = raw;

    public LogName Log { get; } = log;

    public ILogFamily Family { get; } = family;

    /// <summary>State of the log when the event arrived: good for what never changes, its controller and model.</summary>
    public LogState? Seen { get; } = seen;

    public long? ExpiresAtSeconds { get; } = expiresAtSeconds;

    /// <summary>True once a commit that held this event may have happened without an answer.</summary>
    public bool MayBeStored { get; set; }

    public Task<Outcome> Done => _done.Task;

    public void Answer(Outcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception error) => _done.TrySetException(error);
}
