using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Log.Heads;

/// <summary>States of logs as their families read them: now, or as they were at an earlier event.</summary>
public sealed class LogStates(ILogReader reader, FamilyRegistry families)
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

    /// <summary>Reads a stored head; null when only the log's name is known.</summary>
    public LogState? Decode(StoredHead head) =>
        head.Family is null ? null : families[head.Family].Decode(head.Name, head.State);

    /// <summary>The state right after an event, found by applying the log again up to it.</summary>
    /// <returns>Null when the log does not hold the event.</returns>
    public async ValueTask<LogState?> AtAsync(LogName name, Cid commit, CancellationToken cancel)
    {
        var now = await FindAsync(name, cancel);
        if (now is null || now.Tip == commit)
            return now;
        var path = PathTo(commit, await reader.ReadEventsAsync(name, cancel));
        if (path.Count == 0 || !families.TryClaim(path[0], out var family, out _))
            return null;

        var view = await ReplayView.ForAsync(this, family, now, path, cancel);
        LogState? state = null;
        foreach (var raw in path)
        {
            if (family.Apply(state, raw, view) is not ApplyResult.Applied applied)
                throw new InvariantBroken($"event {raw.Cid} of log {name} was taken once and does not apply again");
            state = applied.State;
        }

        return state;
    }

    /// <summary>The events from the init event to the given one, in order; empty when the log does not hold it.</summary>
    static List<RawEvent> PathTo(Cid commit, IReadOnlyList<StoredEvent> events)
    {
        var byCid = events.ToDictionary(stored => stored.Entry.Cid, stored => stored.Blocks);
        var path = new List<RawEvent>();
        for (Cid? next = commit; next is { } cid; )
        {
            if (!byCid.TryGetValue(cid, out var blocks))
                return [];
            Invariant.Holds(EventDecoder.TryDecode(blocks, out var raw, out _));
            path.Add(raw);
            next = raw.Prev;
        }

        path.Reverse();
        return path;
    }

    /// <summary>The other logs that a replay reads, as they are now.</summary>
    sealed class ReplayView(
        IReadOnlyDictionary<LogName, LogState> states,
        IReadOnlyDictionary<LogVersion, LogState> versions,
        HashSet<Cid> cids
    ) : IApplyView
    {
        public static async ValueTask<ReplayView> ForAsync(
            LogStates states,
            ILogFamily family,
            LogState now,
            List<RawEvent> path,
            CancellationToken cancel
        )
        {
            var needs = new HashSet<LogName>();
            var wanted = new HashSet<LogVersion>();
            foreach (var raw in path)
            {
                family.CollectNeeds(now, raw, needs);
                family.CollectVersions(now, raw, wanted);
            }

            var versions = new Dictionary<LogVersion, LogState>();
            foreach (var version in wanted)
            {
                if (await states.AtAsync(version.Log, version.Commit, cancel) is { } state)
                    versions.Add(version, state);
            }

            return new(await states.FindAsync(needs, cancel), versions, [.. path.Select(raw => raw.Cid)]);
        }

        public LogState? Find(LogName name) => states.GetValueOrDefault(name);

        public LogState? FindAt(LogName name, Cid commit) => versions.GetValueOrDefault(new(name, commit));

        public bool Holds(LogName name, Cid cid) => cids.Contains(cid);
    }
}
