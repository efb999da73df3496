using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Heads;

/// <summary>A reader that many callers ask the same two things at the same time: what is known, and which heads there are.</summary>
sealed class CoalescingReader : ILogReader
{
    readonly ILogReader _inner;
    readonly Coalescer<Cid, IReadOnlySet<Cid>> _known;
    readonly Coalescer<LogName, IReadOnlyDictionary<LogName, StoredHead>> _heads;

    public CoalescingReader(ILogReader inner)
    {
        _inner = inner;
        _known = new(inner.KnownAsync);
        _heads = new(inner.ReadHeadsAsync);
    }

    /// <remarks>May hold heads that others asked for.</remarks>
    public async ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    ) => await _heads.AskAsync(names, cancel);

    /// <remarks>May hold CIDs that others asked for.</remarks>
    public async ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        await _known.AskAsync(cids, cancel);

    public ValueTask<LogName?> FindLogAsync(Cid cid, CancellationToken cancel) => _inner.FindLogAsync(cid, cancel);

    public ValueTask<IReadOnlyDictionary<LogName, IReadOnlyList<StoredEntry>>> ReadEntriesAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    ) => _inner.ReadEntriesAsync(names, cancel);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(LogName name, CancellationToken cancel) =>
        _inner.ReadEventsAsync(name, cancel);

    public ValueTask<LogPath?> ReadPathAsync(LogName name, Cid commit, CancellationToken cancel) =>
        _inner.ReadPathAsync(name, commit, cancel);

    public ValueTask<Block?> ReadBlockAsync(Cid cid, CancellationToken cancel) => _inner.ReadBlockAsync(cid, cancel);

    public IAsyncEnumerable<LogName> ListLogsAsync(LogFilter filter, CancellationToken cancel) =>
        _inner.ListLogsAsync(filter, cancel);

    public ValueTask<long> ReadPositionAsync(CancellationToken cancel) => _inner.ReadPositionAsync(cancel);
}
