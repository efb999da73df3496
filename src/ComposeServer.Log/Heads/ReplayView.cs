using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Heads;

/// <summary>The other logs that some events of one log need, as they are now; each is decoded when it is first asked for.</summary>
sealed class ReplayView : IApplyView
{
    static readonly IReadOnlyDictionary<LogName, StoredHead> NoHeads = new Dictionary<LogName, StoredHead>();

    readonly LogStates _states;
    readonly IReadOnlyDictionary<LogName, StoredHead> _heads;
    readonly IReadOnlyDictionary<LogVersion, LogState> _versions;
    readonly HashSet<Cid> _cids;
    readonly Dictionary<LogName, LogState?> _decoded = [];

    ReplayView(
        LogStates states,
        IReadOnlyDictionary<LogName, StoredHead> heads,
        IReadOnlyDictionary<LogVersion, LogState> versions,
        HashSet<Cid> cids
    ) => (_states, _heads, _versions, _cids) = (states, heads, versions, cids);

    /// <summary>Reads what the events need, in one round trip.</summary>
    public static async ValueTask<ReplayView> ForAsync(
        LogStates states,
        ILogFamily family,
        LogState? state,
        IReadOnlyList<RawEvent> events,
        CancellationToken cancel
    )
    {
        var needs = new HashSet<LogName>();
        foreach (var raw in events)
            family.CollectNeeds(state, raw, needs);
        var heads = needs.Count == 0 ? NoHeads : await states.ReadHeadsAsync(needs, cancel);
        var versions = await LogVersions.ReadAsync(states, family, state, events, cancel);
        return new(states, heads, versions, [.. events.Select(raw => raw.Cid)]);
    }

    public LogState? Find(LogName name)
    {
        if (!_decoded.TryGetValue(name, out var state))
            _decoded[name] = state = _heads.TryGetValue(name, out var head) ? _states.Decode(head) : null;
        return state;
    }

    public LogState? FindAt(LogName name, Cid commit) =>
        Find(name) is { } newest && newest.Tip == commit ? newest : _versions.GetValueOrDefault(new(name, commit));

    public bool Holds(LogName name, Cid cid) => _cids.Contains(cid);
}
