using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Tests.Log;

namespace ComposeServer.Tests.Simulation;

/// <summary>Grows a journal that forks, and of which some events are no good.</summary>
sealed class JournalTree
{
    readonly List<EventBlocks> _events = [];
    readonly List<int?> _parents = [];
    readonly List<bool> _isGood = [];

    JournalTree(Random chance, string name)
    {
        Add(JournalFamily.Begin(name), null, isGood: true);
        for (var count = chance.Next(2, 9); count > 0; count--)
        {
            // Mostly on the newest, so that branches grow long.
            var parent = chance.Next(3) > 0 ? _events.Count - 1 : chance.Next(_events.Count);
            var line = chance.Next(20) switch
            {
                0 => Journals.Poison,
                1 => Journals.Forbidden,
                _ => $"{_events.Count}",
            };
            var blocks = JournalFamily.Append(_events[0], _events[parent].Event.Cid, line);
            if (_events.TrueForAll(known => known.Event.Cid != blocks.Event.Cid))
                Add(blocks, parent, line is not (Journals.Poison or Journals.Forbidden));
        }
    }

    public static History Grow(Random chance, string name)
    {
        var tree = new JournalTree(chance, name);
        var good = Enumerable.Range(0, tree._events.Count).Where(tree.IsGood).ToList();
        // The longest branch, then the smallest name.
        var tip = good.OrderByDescending(tree.HeightOf).ThenBy(tree.CidOf).First();
        return new(JournalFamily.NameOf(tree._events[0]), tree._events, [.. good.Select(tree.CidOf)], tree.CidOf(tip));
    }

    bool IsGood(int i) => _isGood[i] && (_parents[i] is not { } parent || IsGood(parent));

    int HeightOf(int i) => _parents[i] is { } parent ? HeightOf(parent) + 1 : 1;

    Cid CidOf(int i) => _events[i].Event.Cid;

    void Add(EventBlocks blocks, int? parent, bool isGood)
    {
        _events.Add(blocks);
        _parents.Add(parent);
        _isGood.Add(isGood);
    }
}
