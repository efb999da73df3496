using ComposeServer.Ipld;
using ComposeServer.Log.Families;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>What a group sees: the stored states and, on top, what the group itself has applied. It dies with the group.</summary>
sealed class GroupView(ICommitGroup group, FamilyRegistry families) : IApplyView
{
    readonly Dictionary<LogName, LogState?> _states = [];
    readonly Dictionary<Cid, LogName> _applied = [];

    public LogState? Find(LogName name)
    {
        if (_states.TryGetValue(name, out var state))
            return state;
        state = group.TryGetHead(name, out var head) ? Decode(head) : null;
        _states.Add(name, state);
        return state;
    }

    public bool Holds(LogName name, Cid cid) => TryGetLogOf(cid, out var log) && log == name;

    public bool TryGetLogOf(Cid cid, out LogName log) =>
        _applied.TryGetValue(cid, out log) || group.TryGetLogOf(cid, out log);

    public void Put(LogState after, Cid cid)
    {
        _states[after.Name] = after;
        _applied.Add(cid, after.Name);
    }

    LogState? Decode(StoredHead head) =>
        head.Family is null ? null : families[head.Family].Decode(head.Name, head.State);
}
