using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Parking;

namespace ComposeServer.Tests.Simulation;

/// <summary>One node's way to the store: every call is heard there after a while, and its answer here after another.</summary>
sealed class StoreConnection(SimulatedStore store) : ICommitStore, ILogReader, IParkingStore
{
    /// <summary>True when the node at this end is gone.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The last group that it began.</summary>
    public SimulatedGroup? Open { get; set; }

    /// <summary>The node is gone: its transaction ends, unless its commit was heard already.</summary>
    public async ValueTask CloseAsync()
    {
        IsClosed = true;
        if (Open is { } group)
            await group.DisposeAsync();
    }

    /// <summary>Asks the store, which may be away.</summary>
    public Task<T> CallAsync<T>(Func<Task<T>> work) =>
        AskAsync(() =>
            store.Site.Faults.Strike(Fault.Away) ? throw new IOException("simulated: the database is away") : work()
        );

    public ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel) =>
        new(AskAsync(() => store.BeginAsync(this, needs)));

    public ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    ) => ReadAsync(() => store.Log.ReadHeadsAsync(names, cancel));

    public ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel) =>
        ReadAsync(() => store.Log.ReadPathAsync(name, commit, cancel));

    public ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel) =>
        ReadAsync(() => store.Log.FindLogAsync(cid, cancel));

    public ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        ReadAsync(() => store.Log.KnownAsync(cids, cancel));

    public ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    ) => ReadAsync(() => store.Log.ReadEntriesAsync(names, cancel));

    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel) =>
        ReadAsync(() => store.Log.ReadEventsAsync(name, cancel));

    public ValueTask<Block?> ReadBlockAsync(Cid cid, CancellationToken cancel) =>
        ReadAsync(() => store.Log.ReadBlockAsync(cid, cancel));

    public IAsyncEnumerable<LogName> ListLogsAsync(LogFilter filter, CancellationToken cancel) =>
        store.Log.ListLogsAsync(filter, cancel);

    public ValueTask<long> ReadPositionAsync(CancellationToken cancel) =>
        ReadAsync(() => store.Log.ReadPositionAsync(cancel));

    public ValueTask<int> ParkAsync(
        IReadOnlyList<ParkedEvent> events,
        ParkingLimits limits,
        CancellationToken cancel
    ) => ReadAsync(() => store.Parking.ParkAsync(events, limits, cancel));

    public ValueTask<IReadOnlyList<ParkedEvent>> FindWaitingAsync(
        IReadOnlyCollection<Cid> missing,
        int limit,
        CancellationToken cancel
    ) => ReadAsync(() => store.Parking.FindWaitingAsync(missing, limit, cancel));

    public ValueTask<IReadOnlyList<ParkedEvent>> FindReadyAsync(int limit, CancellationToken cancel) =>
        ReadAsync(() => store.Parking.FindReadyAsync(limit, cancel));

    public ValueTask<IReadOnlySet<Cid>> MissingAsync(CancellationToken cancel) =>
        ReadAsync(() => store.Parking.MissingAsync(cancel));

    public async ValueTask RemoveAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        await CallAsync(async () =>
        {
            await store.Parking.RemoveAsync(cids, cancel);
            return true;
        });

    public ValueTask<int> ExpireAsync(
        DateTimeOffset parkedBefore,
        DateTimeOffset unclaimedBefore,
        CancellationToken cancel
    ) => ReadAsync(() => store.Parking.ExpireAsync(parkedBefore, unclaimedBefore, cancel));

    public ValueTask<ParkingFigures> CountAsync(CancellationToken cancel) =>
        ReadAsync(() => store.Parking.CountAsync(cancel));

    ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> work) => new(CallAsync(() => work().AsTask()));

    async Task<T> AskAsync<T>(Func<Task<T>> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = store.Site.StartAsync(() => AnswerAsync(work, answer));
        var result = await answer.Task;
        await store.Site.PauseAsync();
        return result;
    }

    async Task AnswerAsync<T>(Func<Task<T>> work, TaskCompletionSource<T> answer)
    {
        try
        {
            await store.Site.PauseAsync();
            if (!IsClosed)
                answer.SetResult(await work());
        }
        catch (Exception error)
        {
            answer.SetException(error);
        }
    }
}
