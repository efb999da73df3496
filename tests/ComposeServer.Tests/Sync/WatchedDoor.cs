using System.Collections.Concurrent;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Sync.Import;

namespace ComposeServer.Tests.Sync;

/// <summary>Notes how chains are handed over on their way to another door.</summary>
sealed class WatchedDoor(IHistoryDoor inner) : IHistoryDoor
{
    readonly ConcurrentDictionary<Cid, bool> _busy = new();
    readonly ConcurrentQueue<EventBlocks> _handedOver = new();
    int _inFlight;
    int _inFlightMost;
    int _overlaps;

    /// <summary>Chains at the same time, at most.</summary>
    public int InFlightMost => _inFlightMost;

    /// <summary>Chains that came while another of their log was on its way.</summary>
    public int Overlaps => _overlaps;

    /// <summary>Events that were stored, in the order in which they were handed over.</summary>
    public IReadOnlyCollection<EventBlocks> HandedOver => _handedOver;

    public static Cid InitOf(EventBlocks blocks)
    {
        var body = (IpldMap)DagCborDecoder.ReadAsReference((blocks.Linked ?? blocks.Event).Bytes).Value!;
        return body.TryGet<IpldLink>("id", out var id) ? id.Value : blocks.Event.Cid;
    }

    public ValueTask<IReadOnlySet<Cid>> KnownAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel) =>
        inner.KnownAsync(cids, cancel);

    public async ValueTask<IReadOnlyList<Outcome>> ImportAsync(
        IReadOnlyList<EventBlocks> chain,
        CancellationToken cancel
    )
    {
        var init = InitOf(chain[0]);
        if (!_busy.TryAdd(init, true))
            Interlocked.Increment(ref _overlaps);
        var now = Interlocked.Increment(ref _inFlight);
        for (var most = _inFlightMost; now > most; most = _inFlightMost)
            Interlocked.CompareExchange(ref _inFlightMost, now, most);
        var outcomes = await inner.ImportAsync(chain, cancel);
        foreach (var (blocks, outcome) in chain.Zip(outcomes))
            // What had been parked may have been taken by the intake itself.
            if (outcome is Outcome.Taken or Outcome.AlreadyKnown)
                _handedOver.Enqueue(blocks);
        Interlocked.Decrement(ref _inFlight);
        _busy.TryRemove(init, out _);
        return outcomes;
    }
}
