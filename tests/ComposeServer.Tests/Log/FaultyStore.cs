using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Tests.Log;

/// <summary>A store that fails on command, in ways that a real database does only when it is pulled from under the server.</summary>
sealed class FaultyStore(ICommitStore inner) : ICommitStore
{
    /// <summary>Asked before each commit; what it returns is thrown.</summary>
    public Func<GroupWrites, CommitFault?> BeforeCommit { get; set; } = _ => null;

    /// <summary>Asked after each commit, which has happened then.</summary>
    public Func<GroupWrites, CommitFault?> AfterCommit { get; set; } = _ => null;

    /// <summary>Sizes of the groups that were tried.</summary>
    public List<int> Tried { get; } = [];

    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel) =>
        new Group(this, await inner.BeginAsync(needs, cancel));

    sealed class Group(FaultyStore store, ICommitGroup inner) : ICommitGroup
    {
        public long Position => inner.Position;

        public long CatalogueVersion => inner.CatalogueVersion;

        public ReadOnlyMemory<byte> ReceiptHash => inner.ReceiptHash;

        public DateTimeOffset CommittedAt => inner.CommittedAt;

        public bool TryGetHead(LogName name, out StoredHead head) => inner.TryGetHead(name, out head);

        public bool TryGetLogOf(Cid cid, out LogName name) => inner.TryGetLogOf(cid, out name);

        public ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel) =>
            inner.ReadEntriesAsync(name, cancel);

        public async ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
        {
            store.Tried.Add(writes.Events.Count);
            if (store.BeforeCommit(writes) is { } before)
                throw before;
            await inner.CommitAsync(writes, cancel);
            if (store.AfterCommit(writes) is { } after)
                throw after;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
