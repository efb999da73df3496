using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Heads;

/// <summary>States of logs as their families read them: now, or as they were at an earlier event.</summary>
/// <param name="reader">Committed heads and events.</param>
/// <param name="families">Families as they judge history: whatever was taken once is taken again.</param>
public sealed class LogStates(IStateReader reader, FamilyRegistry families)
{
    /// <summary>The state now; null when the log's init event is not here.</summary>
    public async ValueTask<LogState?> FindAsync(LogName name, CancellationToken cancel) =>
        (await FindAsync([name], cancel)).GetValueOrDefault(name);

    /// <summary>The states of those logs that are here, in one round trip.</summary>
    public async ValueTask<IReadOnlyDictionary<LogName, LogState>> FindAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    )
    {
        var heads = await reader.ReadHeadsAsync(names, cancel);
        var states = new Dictionary<LogName, LogState>(heads.Count);
        foreach (var head in heads.Values)
            if (Decode(head) is { } state)
                states.Add(head.Name, state);
        return states;
    }

    /// <summary>Heads as they are stored, for who decodes few of them.</summary>
    internal ValueTask<IReadOnlyDictionary<LogName, StoredHead>> ReadHeadsAsync(
        IReadOnlyCollection<LogName> names,
        CancellationToken cancel
    ) => reader.ReadHeadsAsync(names, cancel);

    /// <summary>Reads a stored head; null when only the log's name is known.</summary>
    public LogState? Decode(StoredHead head) =>
        head.Family is null ? null : families[head.Family].Decode(head.Name, head.State);

    /// <summary>The state that the events of a log lead to, and the event it is the state after: nothing else that is stored is believed.</summary>
    /// <param name="name">The log.</param>
    /// <param name="family">Its family.</param>
    /// <param name="events">All its events, on all branches.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvariantBroken">An event was taken once and does not apply again.</exception>
    public async ValueTask<(LogState State, StoredEntry Tip)> ReplayAsync(
        LogName name,
        string family,
        IReadOnlyList<StoredEvent> events,
        CancellationToken cancel
    )
    {
        var branches = new Branches(events.Select(stored => stored.Entry));
        var tip = Forks.Choose(families[family], branches);
        var byCid = events.ToDictionary(stored => stored.Entry.Cid);
        var path = branches.PathTo(tip.Cid).Select(entry => byCid[entry.Cid]).ToList();
        return (await new LogReplay(this, families).AfterAsync(name, null, new(family, null, path), cancel), tip);
    }

    /// <summary>The state right after an event, on whichever branch: from the nearest snapshot, the rest applied again.</summary>
    /// <returns>Null when the log does not hold the event.</returns>
    public async ValueTask<LogState?> AtAsync(LogName name, Cid commit, CancellationToken cancel)
    {
        var now = await FindAsync(name, cancel);
        if (now is null || now.Tip == commit)
            return now;
        return await reader.ReadPathAsync(name, commit, cancel) is { } path
            ? await new LogReplay(this, families).AfterAsync(name, now, path, cancel)
            : null;
    }
}
