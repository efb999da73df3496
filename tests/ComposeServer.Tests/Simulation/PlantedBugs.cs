using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Tests.Simulation;

/// <summary>Tells its node of success before anything is durable.</summary>
sealed class AnswersBeforeCommit(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger)
{
    internal override Task CommitAsync(SimulatedGroup group, GroupWrites writes, TaskCompletionSource answer)
    {
        answer.SetResult();
        return base.CommitAsync(group, writes, answer);
    }
}

/// <summary>Says of an event that it is not stored, although it is: a group whose answer was lost is stored again.</summary>
sealed class ForgetsWhatIsKnown(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger)
{
    internal override bool TryGetLogOf(ICommitGroup inner, Cid cid, out LogName name)
    {
        name = default;
        return false;
    }
}

/// <summary>Writes a log's new head whatever the tip is that it takes the place of.</summary>
sealed class IgnoresExpectedTips(StoreSite site, Ledger ledger)
    : SimulatedStore(site with { ReadsEarly = true }, ledger)
{
    protected override ValueTask WriteAsync(ICommitGroup inner, GroupWrites writes)
    {
        var heads = writes.Logs.Select(write =>
            write with
            {
                ExpectedTipPosition = inner.TryGetHead(write.Name, out var head) ? head.TipPosition : 0,
            }
        );
        return base.WriteAsync(inner, writes with { Logs = [.. heads] });
    }
}

/// <summary>Hands out the position before the group holds the head.</summary>
sealed class HandsOutPositionsEarly(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger)
{
    internal override long PositionOf(ICommitGroup inner, long early) => early;
}

/// <summary>Leaves half of a group behind when it fails.</summary>
sealed class LeavesHalfBehind(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger)
{
    protected override ValueTask AbortAsync(ICommitGroup inner, GroupWrites writes) =>
        writes.Events.Count < 2
            ? ValueTask.CompletedTask
            : WriteAsync(inner, new(writes.At, [.. writes.Events.Take(writes.Events.Count / 2)], [], []));
}

/// <summary>Takes the time of a group from its node's clock alone.</summary>
sealed class BelievesEveryClock(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger)
{
    internal override DateTimeOffset CommittedAt(ICommitGroup inner) => default;
}

/// <summary>Gives the head back when the answer is lost, while the commit is still on its way.</summary>
sealed class GivesTheHeadBackEarly(StoreSite site, Ledger ledger) : SimulatedStore(site, ledger)
{
    internal override async Task CommitAsync(SimulatedGroup group, GroupWrites writes, TaskCompletionSource answer)
    {
        var commit = base.CommitAsync(group, writes, answer);
        if (writes.Events.Count > 0)
            await group.ReleaseAsync();
        await commit;
    }
}
