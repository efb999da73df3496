using ComposeServer.Ipld;
using ComposeServer.Log.Parking;

namespace ComposeServer.Log.InMemory;

/// <summary>What waits.</summary>
public sealed partial class InMemoryLog : IParkingStore
{
    readonly Dictionary<Cid, ParkedEvent> _parked = [];

    /// <inheritdoc/>
    public ValueTask<int> ParkAsync(IReadOnlyList<ParkedEvent> events, ParkingLimits limits, CancellationToken cancel)
    {
        lock (_gate)
        {
            foreach (var one in events)
                _parked[one.Cid] = _parked.TryGetValue(one.Cid, out var known) ? one with { Since = known.Since } : one;
            var before = _parked.Count;
            foreach (var log in events.Select(one => one.Init).Distinct())
                DropPast(one => one.Init == log, limits.EventsPerLogMax);
            foreach (var signer in events.Select(one => one.Signer).Distinct())
                DropPast(one => one.Signer == signer, limits.EventsPerSignerMax);
            var bytes = _parked.Values.Sum(one => (long)one.Blocks.SizeBytes);
            foreach (var one in OldestFirst(_parked.Values))
            {
                if (bytes <= limits.BytesMax)
                    break;
                bytes -= one.Blocks.SizeBytes;
                _parked.Remove(one.Cid);
            }

            return ValueTask.FromResult(before - _parked.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> FindWaitingAsync(
        IReadOnlyCollection<Cid> missing,
        int limit,
        CancellationToken cancel
    )
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<ParkedEvent>>([
                .. OldestFirst(_parked.Values.Where(one => missing.Contains(one.Missing))).Take(limit),
            ]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedEvent>> FindReadyAsync(int limit, CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<ParkedEvent>>([
                .. OldestFirst(_parked.Values.Where(one => IsStored(one.Missing))).Take(limit),
            ]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlySet<Cid>> MissingAsync(CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlySet<Cid>>(_parked.Values.Select(one => one.Missing).ToHashSet());
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyCollection<Cid> cids, CancellationToken cancel)
    {
        lock (_gate)
            foreach (var cid in cids)
                _parked.Remove(cid);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<int> ExpireAsync(
        DateTimeOffset parkedBefore,
        DateTimeOffset unclaimedBefore,
        CancellationToken cancel
    )
    {
        lock (_gate)
        {
            var old = _parked.Values.Where(one => one.Since < parkedBefore).Select(one => one.Cid).ToList();
            foreach (var cid in old)
                _parked.Remove(cid);
            while (_unclaimed.Count > 0 && _unclaimed.GetAt(0).Value.At < unclaimedBefore)
                _unclaimed.RemoveAt(0);
            return ValueTask.FromResult(old.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ParkingFigures> CountAsync(CancellationToken cancel)
    {
        lock (_gate)
            return ValueTask.FromResult(
                new ParkingFigures(
                    _parked.Count,
                    _parked.Values.Sum(one => (long)one.Blocks.SizeBytes),
                    _unclaimed.Count
                )
            );
    }

    static IEnumerable<ParkedEvent> OldestFirst(IEnumerable<ParkedEvent> events) => events.OrderBy(one => one.Since);

    void DropPast(Func<ParkedEvent, bool> group, int countMax)
    {
        var members = OldestFirst(_parked.Values.Where(group)).ToList();
        foreach (var one in members.Take(members.Count - countMax))
            _parked.Remove(one.Cid);
    }
}
