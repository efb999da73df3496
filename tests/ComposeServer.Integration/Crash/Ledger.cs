using System.Text;
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

/// <summary>
/// All that writers sent, over the lives of many servers. What is acknowledged is forced to the disk before its writer goes on: it is the file
/// that servers are held to.
/// </summary>
sealed class Ledger : IDisposable
{
    const char OfEvent = 'E';
    const char OfLent = 'L';

    readonly Lock _door = new();
    readonly List<Entry> _entries = [];
    readonly HashSet<string> _lentTitles = [];
    readonly string _path = Path.GetTempFileName();
    readonly FileStream _file;

    public Ledger() => _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);

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

    public void Add(Entry entry)
    {
        lock (_door)
            _entries.Add(entry);
    }

    /// <summary>Forgets a document that the server has refused.</summary>
    public void Remove(Entry entry)
    {
        lock (_door)
            _entries.Remove(entry);
    }

    public void Send(string title)
    {
        lock (_door)
            _lentTitles.Add(title);
    }

    /// <summary>Notes that the event which was not answered is.</summary>
    public void Acknowledge(Entry entry)
    {
        var taken = entry.Unanswered!;
        Write(OfEvent, entry.Id, taken.Blocks.Event.Cid.ToString());
        entry.Acknowledged.Add(taken.Blocks.Event.Cid.ToString());
        entry.Importance = taken.Importance;
        entry.Unanswered = null;
    }

    /// <summary>Notes what the server signed and took.</summary>
    public void AcknowledgeLent(string id, string title) => Write(OfLent, id, title);

    /// <summary>What was acknowledged, as the file has it: CIDs by document in order, and titles by document of what the server signed.</summary>
    public (Dictionary<string, List<string>> Events, Dictionary<string, string> Lent) Read()
    {
        var events = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var lent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(_path))
        {
            if (line.Split('\t') is not [[var kind], var id, var text])
                throw new InvalidOperationException($"the ledger is cut off at '{line}'");
            if (kind == OfLent)
                lent.Add(id, text);
            else if (events.TryGetValue(id, out var cids))
                cids.Add(text);
            else
                events.Add(id, [text]);
        }

        return (events, lent);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    void Write(char kind, string id, string text)
    {
        lock (_door)
        {
            _file.Write(Encoding.UTF8.GetBytes($"{kind}\t{id}\t{text}\n"));
            _file.Flush(flushToDisk: true);
        }
    }
}
