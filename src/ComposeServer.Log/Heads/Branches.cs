using ComposeServer.Ipld;

namespace ComposeServer.Log.Heads;

/// <summary>The tree that a log's events make: where two build on one, the log forks.</summary>
public sealed class Branches
{
    readonly Dictionary<Cid, StoredEntry> _entries = [];
    readonly Dictionary<Cid, int> _children = [];

    /// <param name="entries">All events of one log, in any order.</param>
    public Branches(IEnumerable<StoredEntry> entries)
    {
        foreach (var entry in entries)
            Add(entry);
    }

    /// <summary>Adds an event.</summary>
    public void Add(StoredEntry entry)
    {
        _entries.Add(entry.Cid, entry);
        if (entry.Prev is { } prev)
            _children[prev] = ChildrenOf(prev) + 1;
    }

    /// <summary>Puts other facts about an event in the place of those that were known.</summary>
    public void Replace(StoredEntry entry) => _entries[entry.Cid] = entry;

    /// <summary>An event that the log holds.</summary>
    public StoredEntry this[Cid cid] => _entries[cid];

    /// <summary>True when the log holds the event.</summary>
    public bool Holds(Cid cid) => _entries.ContainsKey(cid);

    /// <summary>How many events build on an event.</summary>
    public int ChildrenOf(Cid cid) => _children.GetValueOrDefault(cid);

    /// <summary>The events from the init event to the given one.</summary>
    /// <exception cref="InvariantBroken">An event on the way is not there.</exception>
    public IReadOnlyList<StoredEntry> PathTo(Cid cid)
    {
        var path = new List<StoredEntry>();
        for (Cid? next = cid; next is { } at; next = path[^1].Prev)
        {
            Invariant.Holds(_entries.TryGetValue(at, out var entry));
            path.Add(entry);
        }

        path.Reverse();
        return path;
    }

    /// <summary>The paths to all events on which nothing builds, in the order of those events' CIDs, so that a choice does not depend on arrival.</summary>
    public IReadOnlyList<IReadOnlyList<StoredEntry>> ToLeaves() =>
        [
            .. _entries
                .Keys.Where(cid => ChildrenOf(cid) == 0)
                .OrderBy(cid => cid.ToString(), StringComparer.Ordinal)
                .Select(PathTo),
        ];
}
