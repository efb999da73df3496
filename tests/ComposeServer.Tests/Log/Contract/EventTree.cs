using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.Conflict;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>The events of one document that forks, and what must come of them by the rule alone.</summary>
sealed class EventTree
{
    const long Noon = 1_700_000_000;

    readonly List<EventBlocks> _events = [];
    readonly List<int?> _parents = [];
    readonly List<LogEntry> _entries = [];
    readonly List<string> _texts = [];

    public EventBlocks Init => _events[0];

    public IReadOnlyList<EventBlocks> Events => _events;

    /// <summary>Makes the events of a shape on top of an init event.</summary>
    public static EventTree Grow(LogScene scene, EventBlocks init, string text, Shape shape)
    {
        var tree = new EventTree();
        tree.Add(init, null, new(init.Event.Cid, EventKind.Init), text);
        // Two time events on one parent are one and the same event, so a node of the shape may stand for an earlier event.
        var nodes = new List<int> { 0 };
        for (var i = 0; i < shape.Nodes.Count; i++)
        {
            var (node, time) = shape.Nodes[i];
            var parent = nodes[node];
            var prev = tree._events[parent];
            var changed = time is null ? $"{i}" : tree._texts[parent];
            var blocks = time is null ? scene.Update(init, prev, changed) : LogScene.Anchor(init, prev, Noon + time);
            var kind = time is null ? EventKind.Data : EventKind.Time;
            nodes.Add(tree._events.FindIndex(known => known.Event.Cid == blocks.Event.Cid));
            if (nodes[^1] >= 0)
                continue;
            nodes[^1] = tree._events.Count;
            tree.Add(blocks, parent, new(blocks.Event.Cid, kind, Noon + time), changed);
        }

        return tree;
    }

    /// <summary>The tip that the rule chooses among all branches.</summary>
    public Cid Expected()
    {
        var leaves = Enumerable.Range(0, _events.Count).Where(i => !_parents.Contains(i)).ToArray();
        return _entries[leaves[ForkRule.Winner([.. leaves.Select(PathTo)])]].Cid;
    }

    /// <summary>The document's text after an event.</summary>
    public string TextAt(Cid cid) => _texts[_entries.FindIndex(entry => entry.Cid == cid)];

    void Add(EventBlocks blocks, int? parent, LogEntry entry, string text)
    {
        _events.Add(blocks);
        _parents.Add(parent);
        _entries.Add(entry);
        _texts.Add(text);
    }

    IReadOnlyList<LogEntry> PathTo(int leaf)
    {
        var path = new List<LogEntry>();
        for (int? at = leaf; at is { } i; at = _parents[i])
            path.Add(_entries[i]);
        path.Reverse();
        return path;
    }

    /// <summary>Which event builds on which; of a time event, its seconds after noon.</summary>
    public sealed record Shape(IReadOnlyList<(int Parent, long? Time)> Nodes)
    {
        public static Shape Random(Random chance, int events)
        {
            var nodes = new List<(int, long?)>();
            for (var i = 0; i < events; i++)
                nodes.Add((chance.Next(i + 1), chance.Next(3) == 0 ? chance.Next(4) : null));
            return new(nodes);
        }
    }
}

/// <summary>Orders by chance.</summary>
static class ChanceOrder
{
    /// <summary>All items, each once, in an order of chance.</summary>
    public static T[] GetItemsOnce<T>(this Random chance, IReadOnlyList<T> items)
    {
        var order = items.ToArray();
        chance.Shuffle(order);
        return order;
    }
}
