using System.Diagnostics;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Diagnostics;

/// <summary>One try to commit a group: measured, and a span where somebody listens. It ends once, before the callers are answered.</summary>
sealed class GroupAttempt(IReadOnlyList<PendingEvent> group, Activity? span) : IDisposable
{
    /// <summary>How a try ends that wrote something.</summary>
    public const string Committed = "committed";

    /// <summary>How a try ends in which every event was refused or known.</summary>
    const string Empty = "empty";

    readonly long _began = Stopwatch.GetTimestamp();
    bool _isOver;

    /// <summary>It is on disk.</summary>
    /// <param name="positions">Of the events that it wrote; null when there are none.</param>
    public void Commit(GroupPositions? positions)
    {
        span?.SetTag("log.position.first", positions?.First);
        span?.SetTag("log.position.last", positions?.Last);
        foreach (var pending in group)
            pending.Group = positions;
        End(Committed);
    }

    /// <summary>There was nothing to write.</summary>
    public void Skip() => End(Empty);

    /// <summary>It failed.</summary>
    public void Fail(CommitFault fault)
    {
        span?.SetStatus(ActivityStatusCode.Error, fault.Message);
        if (fault.Kind == CommitFaultKind.LostRace)
            LogDiagnostics.CountTipLost();
        End(WordOf(fault.Kind));
    }

    public void Dispose() => End("failed");

    void End(string how)
    {
        if (_isOver)
            return;
        _isOver = true;
        span?.SetTag("log.group.end", how);
        span?.Dispose();
        LogDiagnostics.RecordGroup(how, group.Count, Stopwatch.GetElapsedTime(_began));
    }

    static string WordOf(CommitFaultKind kind) =>
        kind switch
        {
            CommitFaultKind.Transient => "transient",
            CommitFaultKind.OutcomeUnknown => "unknown",
            CommitFaultKind.Unstorable => "unstorable",
            _ => "tip_lost",
        };
}

/// <summary>Places of a group in the log of all events.</summary>
/// <param name="First">Of its first event.</param>
/// <param name="Last">Of its last event.</param>
sealed record GroupPositions(long First, long Last);
