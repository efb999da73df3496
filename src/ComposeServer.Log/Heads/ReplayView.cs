using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Heads;

/// <summary>The other logs that some events of one log need, as they are now.</summary>
sealed class ReplayView(IReadOnlyDictionary<LogName, LogState> states, HashSet<Cid> cids) : IApplyView
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
        return new(found, [.. events.Select(raw => raw.Cid)]);
    }

    public LogState? Find(LogName name) => states.GetValueOrDefault(name);

    public bool Holds(LogName name, Cid cid) => cids.Contains(cid);
}
