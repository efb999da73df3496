using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Faults;

/// <summary>Commits events first and their index rows after them.</summary>
sealed class LateRowsStore(ICommitStore inner) : ICommitStore
{
    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel) =>
        new Group(inner, await inner.BeginAsync(needs, cancel));

    sealed class Group(ICommitStore store, ICommitGroup inner) : GroupAround(inner)
    {
        GroupWrites? _late;

        public override async ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
        {
            await Inner.CommitAsync(writes with { Rows = [] }, cancel);
            _late = new(writes.At, [], [], writes.Rows);
        }

        public override async ValueTask DisposeAsync()
        {
            await Inner.DisposeAsync();
            if (_late is not { Rows.Count: > 0 } late)
                return;
            await using var second = await store.BeginAsync(new([], []), CancellationToken.None);
            await second.CommitAsync(late, CancellationToken.None);
        }
    }
}
