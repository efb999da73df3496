using ComposeServer.Ipld;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Parking;

namespace ComposeServer.Tests.Simulation;

/// <summary>Followers are not shown the group that comes after one that failed.</summary>
sealed class SkipsAfterAnAbort(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger), IEventReader
{
    readonly HashSet<Cid> _hidden = [];
    bool _hidesNext;

    public override IEventReader Events => this;

    public ValueTask<FoundEvent?> FindAsync(Cid cid, CancellationToken cancel) => Log.FindAsync(cid, cancel);

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadAfterAsync(
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    ) =>
        [
            .. (await Log.ReadAfterAsync(after, int.MaxValue, bytesMax, cancel))
                .Where(stored => !_hidden.Contains(stored.Entry.Cid))
                .Take(max),
        ];

    public ValueTask<EventPage?> ReadAsync(
        EventSelection selection,
        long after,
        int max,
        long bytesMax,
        CancellationToken cancel
    ) => Log.ReadAsync(selection, after, max, bytesMax, cancel);

    protected override ValueTask AbortAsync(ICommitGroup inner, GroupWrites writes)
    {
        _hidesNext = true;
        return base.AbortAsync(inner, writes);
    }

    protected override ValueTask WriteAsync(ICommitGroup inner, GroupWrites writes)
    {
        if (_hidesNext)
            _hidden.UnionWith(writes.Events.Select(write => write.Raw.Cid));
        _hidesNext = false;
        return base.WriteAsync(inner, writes);
    }
}

/// <summary>With an event that waits no longer, everything goes that waits for the same log.</summary>
sealed class DropsWhatStillWaits(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger), IParkingStore
{
    readonly Dictionary<Cid, Cid> _logs = [];

    public override IParkingStore Parking => this;

    public ValueTask<int> ParkAsync(IReadOnlyList<ParkedEvent> events, ParkingLimits limits, CancellationToken cancel)
    {
        foreach (var one in events)
            _logs[one.Cid] = one.Init;
        return Log.ParkAsync(events, limits, cancel);
    }

    public ValueTask RemoveAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        var logs = cids.Where(_logs.ContainsKey).Select(cid => _logs[cid]).ToHashSet();
        return Log.RemoveAsync([.. _logs.Where(one => logs.Contains(one.Value)).Select(one => one.Key)], cancel);
    }

    public ValueTask<IReadOnlyList<ParkedEvent>> FindWaitingAsync(
        IReadOnlyCollection<Cid> missing,
        int limit,
        CancellationToken cancel
    ) => Log.FindWaitingAsync(missing, limit, cancel);

    public ValueTask<IReadOnlyList<ParkedEvent>> FindReadyAsync(int limit, CancellationToken cancel) =>
        Log.FindReadyAsync(limit, cancel);

    public ValueTask<IReadOnlySet<Cid>> MissingAsync(CancellationToken cancel) => Log.MissingAsync(cancel);

    public ValueTask<int> ExpireAsync(
        DateTimeOffset parkedBefore,
        DateTimeOffset unclaimedBefore,
        CancellationToken cancel
    ) => Log.ExpireAsync(parkedBefore, unclaimedBefore, cancel);

    public ValueTask<ParkingFigures> CountAsync(CancellationToken cancel) => Log.CountAsync(cancel);
}
