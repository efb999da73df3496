using ComposeServer.Ipld;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Log.Intake;

/// <summary>Orders events of one log so that each stands after the one it builds on.</summary>
public static class CausalOrder
{
    /// <summary>
    /// Parents first; among the free ones, in the order given. Events that are no events, and those whose parent is not among them, keep
    /// their place before all that build on them.
    /// </summary>
    public static IReadOnlyList<EventBlocks> Of(IReadOnlyList<EventBlocks> events)
    {
        var byCid = events.DistinctBy(blocks => blocks.Event.Cid).ToDictionary(blocks => blocks.Event.Cid);
        var waiting = new Dictionary<Cid, List<EventBlocks>>();
        var ready = new Queue<EventBlocks>();
        foreach (var blocks in byCid.Values)
        {
            if (
                EventDecoder.TryDecodeStored(blocks, out var raw)
                && raw.Prev is { } prev
                && byCid.ContainsKey(prev)
                && prev != blocks.Event.Cid
            )
                (waiting.TryGetValue(prev, out var list) ? list : waiting[prev] = []).Add(blocks);
            else
                ready.Enqueue(blocks);
        }

        var ordered = new List<EventBlocks>(byCid.Count);
        while (ready.TryDequeue(out var next))
        {
            ordered.Add(next);
            if (waiting.Remove(next.Event.Cid, out var children))
                foreach (var child in children)
                    ready.Enqueue(child);
        }

        return ordered;
    }
}
