using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Faults;

/// <summary>Lets go of the commit head after reading it, and takes it again to write.</summary>
sealed class EarlyPositionStore(ICommitStore inner) : ICommitStore
{
    public async ValueTask<ICommitGroup> BeginAsync(GroupNeeds needs, CancellationToken cancel)
    {
        var read = await inner.BeginAsync(needs, cancel);
        await read.DisposeAsync();
        return new Group(inner, needs, read);
    }

    /// <param name="store">Written to.</param>
    /// <param name="needs">What was read.</param>
    /// <param name="read">Over already, and still full of what it read.</param>
    sealed class Group(ICommitStore store, GroupNeeds needs, ICommitGroup read) : GroupAround(read)
    {
        public override async ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel)
        {
            await using var second = await store.BeginAsync(needs, cancel);
            await second.CommitAsync(writes, cancel);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
