using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>What a group sees: the stored states and, on top, what the group itself has applied. It dies with the group.</summary>
sealed class GroupView(ICommitGroup group, LogStates states) : IApplyView
{
    readonly Dictionary<LogName, LogState?> _states = [];
    readonly Dictionary<Cid, LogName> _applied = [];

    /// <summary>Earlier states that the event at hand asks for: what an event led to never changes, so they were read ahead.</summary>
    public IReadOnlyDictionary<LogVersion, LogState> Versions { get; set; } = LogVersions.None;

    public LogState? FindAt(LogName name, Cid commit) =>
        Find(name) is { } newest && newest.Tip == commit ? newest : Versions.GetValueOrDefault(new(name, commit));

    public LogState? Find(LogName name)
    {
        if (_states.TryGetValue(name, out var state))
            return state;
        state = group.TryGetHead(name, out var head) ? states.Decode(head) : null;
        _states.Add(name, state);
        return state;
    }

    public bool Holds(LogName name, Cid cid) => TryGetLogOf(cid, out var log) && log == name;

    public bool TryGetLogOf(Cid cid, out LogName log) =>
        _applied.TryGetValue(cid, out log) || group.TryGetLogOf(cid, out log);

    /// <summary>An event was applied, on whichever branch.</summary>
    public void Add(LogName name, RawEvent raw)
    {
        _applied.Add(raw.Cid, name);
        _applied.TryAdd(raw.PayloadCid, name);
    }

    /// <summary>A log's tip moved.</summary>
    public void Put(LogState after) => _states[after.Name] = after;
}
