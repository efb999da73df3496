using ComposeServer.Log;

namespace ComposeServer.Integration.Crash;

/// <summary>A document as its only writer knows it.</summary>
/// <param name="Id">Its StreamID.</param>
sealed record Entry(string Id)
{
    /// <summary>CIDs of the events that the server has acknowledged, the init event first.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>What the last acknowledged event says.</summary>
    public int Importance { get; set; }

    /// <summary>An event that was sent and not answered: it is there or not, and sending it again is safe.</summary>
    public Unanswered? Unanswered { get; set; }
}

/// <param name="Blocks">The event.</param>
/// <param name="Importance">What the document says with it.</param>
sealed record Unanswered(EventBlocks Blocks, int Importance);

/// <summary>All that writers sent, over the lives of many servers.</summary>
sealed class Ledger
{
    readonly Lock _door = new();
    readonly List<Entry> _entries = [];
    readonly HashSet<string> _lentTitles = [];

    /// <summary>Documents whose events were signed here, so that their ids are known whatever the server answers.</summary>
    public IReadOnlyList<Entry> Entries
    {
        get
        {
            lock (_door)
                return [.. _entries];
        }
    }

    /// <summary>Titles of posts that were sent under a lent session: the server signs those, and only an answer tells the id.</summary>
    public IReadOnlySet<string> LentTitles
    {
        get
        {
            lock (_door)
                return _lentTitles.ToHashSet();
        }
    }

    /// <summary>Titles by id of what the server acknowledged under a lent session.</summary>
    public Dictionary<string, string> Lent { get; } = new(StringComparer.Ordinal);

    public void Add(Entry entry)
    {
        lock (_door)
            _entries.Add(entry);
    }

    public void Send(string title)
    {
        lock (_door)
            _lentTitles.Add(title);
    }

    public void Acknowledge(string id, string title)
    {
        lock (_door)
            Lent.Add(id, title);
    }
}
