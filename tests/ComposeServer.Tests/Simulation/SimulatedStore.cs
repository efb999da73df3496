using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Parking;

namespace ComposeServer.Tests.Simulation;

/// <summary>
/// A database that several nodes share: each call takes its time on the way there and back, and may fail there as a real one does. What a
/// planted bug changes is virtual.
/// </summary>
/// <param name="site">Where it stands.</param>
/// <param name="ledger">Told every group.</param>
class SimulatedStore(StoreSite site, Ledger ledger)
{
    readonly CommitHead _head = new();

    public StoreSite Site { get; } = site;

    /// <summary>What is durable.</summary>
    public InMemoryLog Log { get; } = new();

    public Ledger Ledger { get; } = ledger;

    /// <summary>What followers of the log read.</summary>
    public virtual IEventReader Events => Log;

    /// <summary>Where events wait.</summary>
    public virtual IParkingStore Parking => Log;

    public StoreConnection Connect() => new(this);

    internal async Task<ICommitGroup> BeginAsync(StoreConnection connection, GroupNeeds needs)
    {
        if (Site.Faults.Strike(Fault.Refused))
            throw new CommitFault(CommitFaultKind.Transient, "simulated: too busy");
        var early =
            Site.ReadsEarly && Site.Faults.Strike(Fault.StaleHeads, times: 5) ? await ReadHeadsAsync(needs) : null;
        var position = Ledger.Cids.Count;
        await Site.PauseAsync();
        await _head.TakeAsync(connection);
        var group = new SimulatedGroup(this, connection, await Log.BeginAsync(needs, default), early, position);
        // Its node is gone: nobody will ever give the head back.
        if (connection.IsClosed)
            await group.ReleaseAsync();
        else
            connection.Open = group;
        return group;
    }

    /// <summary>Commits a group, or does not. Gives the head back in any case.</summary>
    /// <param name="group">The group.</param>
    /// <param name="writes">What it writes.</param>
    /// <param name="answer">What its node is told; it may be told nothing.</param>
    internal virtual async Task CommitAsync(SimulatedGroup group, GroupWrites writes, TaskCompletionSource answer)
    {
        try
        {
            await Site.PauseAsync();
            if (group.IsLost)
                return;
            if (writes.Events.Any(write => IsPoison(write.Raw.Body)))
                throw new CommitFault(CommitFaultKind.Unstorable, "simulated: a value cannot be stored");
            if (Site.Faults.Strike(Fault.LostRace))
                throw new CommitFault(CommitFaultKind.LostRace, "simulated: a tip has moved");
            if (Site.Faults.Strike(Fault.Refused))
            {
                await AbortAsync(group.Inner, writes);
                throw new CommitFault(CommitFaultKind.Transient, "simulated: shutting down");
            }

            if (Site.Faults.Strike(Fault.UnknownNotStored))
                throw new CommitFault(CommitFaultKind.OutcomeUnknown, "simulated: connection lost");
            if (Site.Faults.Strike(Fault.UnknownUnderWay))
            {
                answer.TrySetException(new CommitFault(CommitFaultKind.OutcomeUnknown, "simulated: connection lost"));
                await Site.PauseAsync();
            }

            await WriteAsync(group.Inner, writes);
            await Site.PauseAsync();
            if (Site.Faults.Strike(Fault.UnknownStored))
                throw new CommitFault(CommitFaultKind.OutcomeUnknown, "simulated: connection lost");
            answer.TrySetResult();
        }
        catch (Exception error)
        {
            answer.TrySetException(error);
        }
        finally
        {
            await group.ReleaseAsync();
        }
    }

    internal void Release() => _head.Release();

    /// <summary>Makes a group durable.</summary>
    protected virtual async ValueTask WriteAsync(ICommitGroup inner, GroupWrites writes)
    {
        await inner.CommitAsync(writes, default);
        Ledger.Add(writes);
        Site.Tell($"committed {writes.Events.Count} events up to {Ledger.Cids.Count}");
    }

    /// <summary>Takes back what a group that fails has written: there is nothing.</summary>
    protected virtual ValueTask AbortAsync(ICommitGroup inner, GroupWrites writes) => ValueTask.CompletedTask;

    /// <summary>The position that a group builds on.</summary>
    /// <param name="inner">The group; it holds the head.</param>
    /// <param name="early">What the position was when the group asked for the head.</param>
    internal virtual long PositionOf(ICommitGroup inner, long early) => inner.Position;

    /// <summary>Time of the group before.</summary>
    internal virtual DateTimeOffset CommittedAt(ICommitGroup inner) => inner.CommittedAt;

    /// <summary>The log that holds an event.</summary>
    internal virtual bool TryGetLogOf(ICommitGroup inner, Cid cid, out LogName name) =>
        inner.TryGetLogOf(cid, out name);

    async ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(GroupNeeds needs) =>
        await Log.ReadHeadsAsync(needs.Logs, default);

    static bool IsPoison(IpldMap body) =>
        body.TryGet("line", out var line) && line is IpldString { Value: Journals.Poison };
}

/// <summary>Where a simulated store stands.</summary>
/// <param name="Place">What does its work.</param>
/// <param name="PauseAsync">A while, by chance none.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Tell">Told what it did.</param>
sealed record StoreSite(TaskScheduler Place, Func<Task> PauseAsync, Faults Faults, Action<string> Tell)
{
    /// <summary>
    /// Whether groups may be given heads that were read before they held the commit head, so that the comparison of tips is all that stands
    /// between two nodes.
    /// </summary>
    public bool ReadsEarly { get; init; }

    /// <summary>Starts work there.</summary>
    public Task StartAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, Place).Unwrap();

    /// <summary>Without delays and faults, on the threads of the pool.</summary>
    public static StoreSite Calm { get; } = new(TaskScheduler.Default, () => Task.CompletedTask, Faults.None, _ => { });
}
