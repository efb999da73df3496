using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Faults;

/// <summary>Says that a group is committed, and commits it a moment later.</summary>
sealed class EarlyAnswerStore(ICommitStore inner) : ICommitStore
{
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(5);

    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel) =>
        new Group(await inner.BeginAsync(needs, cancel));

    sealed class Group(ICommitGroup inner) : GroupAround(inner)
    {
        Task _commit = Task.CompletedTask;

        public override ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
        {
            _commit = CommitLaterAsync(writes, cancel);
            return ValueTask.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            _ = EndAsync();
            return ValueTask.CompletedTask;
        }

        async Task CommitLaterAsync(GroupWrites writes, CancellationToken cancel)
        {
            await Task.Delay(Moment, cancel);
            await Inner.CommitAsync(writes, cancel);
        }

        async Task EndAsync()
        {
            await _commit.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Inner.DisposeAsync();
        }
    }
}
