using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Heads;

/// <summary>The other logs that some events of one log need, as they are now.</summary>
sealed class ReplayView(
    IReadOnlyDictionary<LogName, LogState> states,
    IReadOnlyDictionary<LogVersion, LogState> versions,
    HashSet<Cid> cids
) : IApplyView
{
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
        var found = needs.Count == 0 ? new Dictionary<LogName, LogState>() : await states.FindAsync(needs, cancel);
        var versions = await LogVersions.ReadAsync(states, family, state, events, cancel);
        return new(found, versions, [.. events.Select(raw => raw.Cid)]);
    }

    public LogState? Find(LogName name) => states.GetValueOrDefault(name);

    public LogState? FindAt(LogName name, Cid commit) =>
        states.TryGetValue(name, out var newest) && newest.Tip == commit
            ? newest
            : versions.GetValueOrDefault(new(name, commit));

    public bool Holds(LogName name, Cid cid) => cids.Contains(cid);
}
