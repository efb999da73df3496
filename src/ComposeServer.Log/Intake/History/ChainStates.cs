using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Intake.History;

/// <summary>
/// The state after each event of a chain, ahead of its commit: who must have signed the next event depends on it. The committer applies all of
/// them again, on what is stored by then.
/// </summary>
sealed class ChainStates
{
    readonly LogStates _states;
    readonly LogPlace _place;
    readonly IReadOnlySet<Cid> _known;
    readonly HashSet<Cid> _parents;
    readonly ReplayView? _view;
    readonly Dictionary<Cid, LogState> _after = [];

    ChainStates(LogStates states, LogPlace place, IReadOnlySet<Cid> known, HashSet<Cid> parents, ReplayView? view) =>
        (_states, _place, _known, _parents, _view) = (states, place, known, parents, view);

    /// <summary>Reads what applying the events needs, if any has another one to come after it.</summary>
    public static async ValueTask<ChainStates> ForAsync(
        LogStates states,
        LogPlace place,
        IReadOnlyList<RawEvent> events,
        IReadOnlySet<Cid> known,
        CancellationToken cancel
    )
    {
        var parents = events.Select(raw => raw.Prev).OfType<Cid>().ToHashSet();
        var inner = events.Where(raw => parents.Contains(raw.Cid) && !known.Contains(raw.Cid)).ToList();
        var view =
            inner.Count == 0 ? null : await ReplayView.ForAsync(states, place.Family, place.State, inner, cancel);
        return new(states, place, known, parents, view);
    }

    /// <summary>True when the log holds the event already.</summary>
    public bool IsKnown(Cid cid) => _place.State is not null && _known.Contains(cid);

    /// <summary>The state after an event; null when it is neither stored nor came before.</summary>
    public async ValueTask<LogState?> AfterAsync(Cid cid, CancellationToken cancel)
    {
        if (_after.TryGetValue(cid, out var state))
            return state;
        if (_place.State is not { } now)
            return null;
        if (now.Tip == cid)
            return now;
        return _known.Contains(cid) ? await _states.AtAsync(_place.Log, cid, cancel) : null;
    }

    /// <summary>Notes what an event would lead to, if another one of the chain builds on it.</summary>
    public void Apply(LogState? before, RawEvent raw)
    {
        if (
            _view is not null
            && _parents.Contains(raw.Cid)
            && _place.Family.Apply(before, raw, _view) is ApplyResult.Applied applied
        )
            _after[raw.Cid] = applied.State;
    }
}
