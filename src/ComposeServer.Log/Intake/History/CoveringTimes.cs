using ComposeServer.Ipld;

namespace ComposeServer.Log.Intake.History;

/// <summary>Which time applies to a signature: of the anchor that covers the event, else now (ceramic.md 5.1).</summary>
sealed class CoveringTimes
{
    readonly Dictionary<Cid, long> _times = [];

    CoveringTimes() { }

    /// <summary>Gives each event the time of the nearest time event after it, on any branch the earliest.</summary>
    public static CoveringTimes Of(IReadOnlyList<RawEvent> chain)
    {
        var times = new CoveringTimes();
        var byCid = chain.DistinctBy(raw => raw.Cid).ToDictionary(raw => raw.Cid);
        foreach (var raw in chain)
        {
            if (raw.Kind != EventKind.Time || TimeOf(raw.Blocks.Evidence) is not { } seconds)
                continue;
            for (var at = raw.Prev; at is { } cid && byCid.TryGetValue(cid, out var covered); at = covered.Prev)
                if (!times.Note(cid, seconds))
                    break;
        }

        return times;
    }

    /// <summary>The time for an event that arrives.</summary>
    public DateTimeOffset At(RawEvent raw, TimeProvider clock) => Find(raw) ?? clock.GetUtcNow();

    /// <summary>The time of the anchor that covers an event; null when none does.</summary>
    public DateTimeOffset? Find(RawEvent raw) =>
        _times.TryGetValue(raw.Cid, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    static long? TimeOf(TimeEvidence? evidence) => evidence?.TimestampSeconds ?? evidence?.ClaimedSeconds;

    /// <returns>False when an earlier time is noted: it holds for all before it too.</returns>
    bool Note(Cid cid, long seconds)
    {
        if (_times.TryGetValue(cid, out var noted) && noted <= seconds)
            return false;
        _times[cid] = seconds;
        return true;
    }
}
