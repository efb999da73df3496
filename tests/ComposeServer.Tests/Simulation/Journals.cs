using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Tests.Log;

namespace ComposeServer.Tests.Simulation;

/// <summary>Lines that no log takes.</summary>
static class Journals
{
    /// <summary>The database cannot store it.</summary>
    public const string Poison = "poison";

    /// <summary>The family refuses it.</summary>
    public const string Forbidden = "forbidden";
}

/// <summary>A journal that others wrote: it forks, some of its events are no good, and what must come of it is known.</summary>
sealed class History
{
    readonly List<EventBlocks> _events = [];
    readonly List<int?> _parents = [];
    readonly List<bool> _isGood = [];

    public History(Random chance, string name)
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

    public IReadOnlyList<EventBlocks> Events => _events;

    public LogName Name => JournalFamily.NameOf(_events[0]);

    /// <summary>The events that the log must hold when all of them have arrived.</summary>
    public IEnumerable<Cid> Good => Enumerable.Range(0, _events.Count).Where(IsGood).Select(i => _events[i].Event.Cid);

    /// <summary>The events that it must not hold.</summary>
    public IEnumerable<Cid> Bad => _events.Select(blocks => blocks.Event.Cid).Except(Good);

    /// <summary>The tip by the rule of the family alone: the longest branch, then the smallest name.</summary>
    public Cid Tip() =>
        Enumerable
            .Range(0, _events.Count)
            .Where(IsGood)
            .OrderByDescending(HeightOf)
            .ThenBy(i => _events[i].Event.Cid)
            .Select(i => _events[i].Event.Cid)
            .First();

    bool IsGood(int i) => _isGood[i] && (_parents[i] is not { } parent || IsGood(parent));

    int HeightOf(int i) => _parents[i] is { } parent ? HeightOf(parent) + 1 : 1;

    void Add(EventBlocks blocks, int? parent, bool isGood)
    {
        _events.Add(blocks);
        _parents.Add(parent);
        _isGood.Add(isGood);
    }
}
