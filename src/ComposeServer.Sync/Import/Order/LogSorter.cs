using ComposeServer.Ipld;
using ComposeServer.Sync.Import.Blocks;

namespace ComposeServer.Sync.Import.Order;

/// <summary>Sorts events into logs and each log into causal order, whatever the order in which they came. For one thread.</summary>
/// <remarks>An event is handed out once everything before it was, in this run or an earlier one; until then it waits here.</remarks>
sealed class LogSorter
{
    readonly Dictionary<Cid, List<ArrivedEvent>> _waitingFor = [];
    readonly HashSet<Cid> _waiting = [];

    /// <summary>Bytes of the events that wait.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>Events that others wait for.</summary>
    public IReadOnlyCollection<Cid> Missing => _waitingFor.Keys;

    /// <summary>True for an event that waits here: a second copy of it is nothing new.</summary>
    public bool Waits(Cid cid) => _waiting.Contains(cid);

    /// <summary>Takes new events and hands out those whose turn has come.</summary>
    /// <param name="arrived">Distinct events that are not stored.</param>
    /// <param name="stored">Names of stored events, as far as <paramref name="arrived"/> builds on them.</param>
    public IReadOnlyList<Chain> Sort(IReadOnlyCollection<ArrivedEvent> arrived, IReadOnlySet<Cid> stored)
    {
        var ready = new Queue<ArrivedEvent>();
        foreach (var one in arrived)
            if (one.Prev is not { } prev || stored.Contains(prev))
                ready.Enqueue(one);
            else
                Wait(prev, one);
        foreach (var cid in stored)
            Release(cid, ready);
        return Follow(ready);
    }

    /// <summary>No more will come: hands out all that waits, in causal order, although something is missing before it.</summary>
    public IReadOnlyList<Chain> TakeRest()
    {
        var ready = new Queue<ArrivedEvent>();
        foreach (var prev in _waitingFor.Keys.Where(prev => !_waiting.Contains(prev)).ToList())
            Release(prev, ready);
        return Follow(ready);
    }

    List<Chain> Follow(Queue<ArrivedEvent> ready)
    {
        var logs = new Dictionary<Cid, List<ArrivedEvent>>();
        var logOf = new Dictionary<Cid, Cid>();
        while (ready.TryDequeue(out var next))
        {
            var log = LogOf(next, logOf);
            logOf[next.Cid] = log;
            if (!logs.TryGetValue(log, out var events))
                logs.Add(log, events = []);
            events.Add(next);
            Release(next.Cid, ready);
        }

        return [.. logs.Select(log => new Chain(log.Key, log.Value))];
    }

    /// <summary>The init event's name. Very old time events do not say it: they belong where the event before them does.</summary>
    static Cid LogOf(ArrivedEvent one, Dictionary<Cid, Cid> logOf)
    {
        if (one.Prev is not { } prev)
            return one.Cid;
        return one.Links.Init ?? logOf.GetValueOrDefault(prev, prev);
    }

    void Wait(Cid prev, ArrivedEvent one)
    {
        if (!_waiting.Add(one.Cid))
            return;
        if (!_waitingFor.TryGetValue(prev, out var events))
            _waitingFor.Add(prev, events = []);
        events.Add(one);
        WaitingBytes += one.SizeBytes;
    }

    void Release(Cid prev, Queue<ArrivedEvent> ready)
    {
        if (!_waitingFor.Remove(prev, out var events))
            return;
        foreach (var one in events)
        {
            _waiting.Remove(one.Cid);
            WaitingBytes -= one.SizeBytes;
            ready.Enqueue(one);
        }
    }
}
