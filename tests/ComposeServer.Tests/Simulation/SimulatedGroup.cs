using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Tests.Simulation;

/// <summary>A transaction in a simulated store, seen from its node.</summary>
/// <param name="store">The store.</param>
/// <param name="connection">Its node's way there.</param>
/// <param name="inner">The group in the store.</param>
/// <param name="early">Heads that were read too early; null for heads as they are.</param>
/// <param name="earlyPosition">The position when the head was asked for.</param>
sealed class SimulatedGroup(
    SimulatedStore store,
    StoreConnection connection,
    ICommitGroup inner,
    IReadOnlyDictionary<LogName, StoredHead>? early,
    long earlyPosition
) : ICommitGroup
{
    bool _isCommitting;
    int _isReleased;

    public ICommitGroup Inner { get; } = inner;

    /// <summary>True when its node went away before the store heard of the commit.</summary>
    public bool IsLost => connection.IsClosed;

    public long Position { get; } = store.PositionOf(inner, earlyPosition);

    public long CatalogueVersion => Inner.CatalogueVersion;

    public ReadOnlyMemory<byte> ReceiptHash { get; } = inner.ReceiptHash;

    public DateTimeOffset CommittedAt => store.CommittedAt(Inner);

    public bool TryGetHead(LogName name, out StoredHead head) =>
        early is null ? Inner.TryGetHead(name, out head) : early.TryGetValue(name, out head!);

    public bool TryGetLogOf(Cid cid, out LogName name) => store.TryGetLogOf(Inner, cid, out name);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel) =>
        new(connection.CallAsync(async () => await Inner.ReadEntriesAsync(name, cancel)));

    public async ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
    {
        _isCommitting = true;
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = store.Site.StartAsync(() => store.CommitAsync(this, writes, answer));
        await answer.Task;
        await store.Site.PauseAsync();
    }

    /// <summary>The node went away, or gives up. A commit that is under way goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isCommitting)
            await ReleaseAsync();
    }

    public async ValueTask ReleaseAsync()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) != 0)
            return;
        await Inner.DisposeAsync();
        store.Release();
    }
}
