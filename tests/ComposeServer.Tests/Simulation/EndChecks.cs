using ComposeServer.Ipld;
using ComposeServer.Log.Heads;

namespace ComposeServer.Tests.Simulation;

/// <summary>What must hold when everything has come to rest.</summary>
sealed class EndChecks(World world, Clients clients, Follower follower)
{
    readonly SimulatedStore _store = world.Store;

    public async Task CheckAsync()
    {
        world.Witness.CheckAll();
        await CheckEventsAsync();
        await CheckHeadsAsync();
        await CheckHistoriesAsync();
        if (await _store.Log.FindReadyAsync(1_000, default) is { Count: > 0 } ready)
            Tell($"{ready.Count} parked events wait for what is stored");
        if (!follower.Seen.SequenceEqual(world.Ledger.Cids))
            Tell($"a follower saw {follower.Seen.Count} events, {world.Ledger.Cids.Count} were committed");
    }

    async Task CheckEventsAsync()
    {
        var stored = await _store.Log.ReadAfterAsync(0, int.MaxValue, long.MaxValue, default);
        for (var i = 0; i < stored.Count; i++)
            if (stored[i].Entry.Position != i + 1)
                Tell($"position {stored[i].Entry.Position} follows {i}");
        if (!stored.Select(one => one.Entry.Cid).SequenceEqual(world.Ledger.Cids))
            Tell("other events are stored than were committed");
    }

    /// <summary>The state of each log is the one that its events lead to.</summary>
    async Task CheckHeadsAsync()
    {
        var states = new LogStates(_store.Log, SimulatedNode.Families.History);
        var events = 0;
        await foreach (var name in _store.Log.ListLogsAsync(new LogFilter.All(), default))
        {
            var head = (await _store.Log.ReadHeadsAsync([name], default))[name];
            var stored = await _store.Log.ReadEventsAsync(name, default);
            events += stored.Count;
            var (state, tip) = await states.ReplayAsync(name, head.Family!, stored, default);
            var bytes = SimulatedNode.Families.History[head.Family!].Encode(state);
            if (head.TipPosition != tip.Position || !head.State.Span.SequenceEqual(bytes))
                Tell($"the head of {name} is at {head.TipPosition}, its events lead to {tip.Position}");
        }

        if (events != world.Ledger.Cids.Count)
            Tell($"{events} events belong to logs, {world.Ledger.Cids.Count} were committed");
    }

    /// <summary>Whatever the order in which history came, it is here, and its tip is the one that the rule chooses.</summary>
    async Task CheckHistoriesAsync()
    {
        foreach (var history in clients.Histories)
        {
            foreach (var cid in history.Good.Where(cid => !world.Ledger.Holds(cid)))
                Tell($"{cid} was sent until it was answered, and is not stored");
            foreach (var cid in history.Bad.Where(world.Ledger.Holds))
                Tell($"{cid} is no good, and is stored");
            var heads = await _store.Log.ReadHeadsAsync([history.Name], default);
            if (heads.TryGetValue(history.Name, out var head))
                CheckTip(history, new LogStates(_store.Log, SimulatedNode.Families.History).Decode(head)!.Tip);
            else
                Tell($"{history.Name} has not begun");
        }
    }

    void CheckTip(History history, Cid tip)
    {
        if (tip != history.Tip)
            Tell($"the tip of {history.Name} is {tip}, by the rule it is {history.Tip}");
    }

    void Tell(string finding) => world.Findings.Tell(finding);
}
