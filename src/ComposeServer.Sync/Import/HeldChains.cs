using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Sync.Import.Blocks;
using ComposeServer.Sync.Import.Order;

namespace ComposeServer.Sync.Import;

/// <summary>Events about which the intake may decide otherwise when more has come. For one thread.</summary>
/// <remarks>
/// Parked ones build on what is not here yet. Others were signed in a session that is over by now, and hold all the same if a time event
/// that comes later proves that they existed before: they are handed over again together with what comes of their log.
/// </remarks>
sealed class HeldChains
{
    readonly Dictionary<Cid, List<Chain>> _parked = [];
    readonly Dictionary<Cid, List<HandedOver>> _expired = [];
    readonly HashSet<Cid> _held = [];

    /// <summary>Bytes of their events.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when nothing is held.</summary>
    public bool IsEmpty => _held.Count == 0;

    /// <summary>True when something is parked.</summary>
    public bool HasParked => _parked.Count > 0;

    /// <summary>What the parked ones miss.</summary>
    public IReadOnlyCollection<Cid> Missing => _parked.Keys;

    /// <summary>Forgets an event that was held and is stored now.</summary>
    /// <returns>False when it never was held.</returns>
    public bool Forget(Cid cid) => _held.Remove(cid);

    /// <summary>Keeps what may be decided otherwise; gives back what is final.</summary>
    public IReadOnlyList<HandedOver> Keep(Cid log, IReadOnlyList<HandedOver> handed)
    {
        var final = new List<HandedOver>(handed.Count);
        var parked = new List<HandedOver>();
        var expired = new List<HandedOver>();
        foreach (var one in handed)
            // What comes after an expired event misses nothing but that one.
            if (IsExpired(one) || (expired.Count > 0 && one.Outcome is Outcome.Parked))
                expired.Add(one);
            else if (one.Outcome is Outcome.Parked)
                parked.Add(one);
            else
                final.Add(one);
        if (parked.Count > 0)
            Add(
                _parked,
                ((Outcome.Parked)parked[0].Outcome).Cids[0],
                new Chain(log, [.. parked.Select(one => one.Event)])
            );
        if (expired.Count > 0 && !_expired.TryAdd(log, expired))
            _expired[log].AddRange(expired);
        foreach (var one in parked.Concat(expired))
        {
            _held.Add(one.Event.Cid);
            Bytes += one.Event.SizeBytes;
        }

        return final;
    }

    /// <summary>Takes out the chains that were parked for an event which is stored now.</summary>
    public IReadOnlyList<Chain> Release(Cid stored) => _parked.Remove(stored, out var chains) ? Out(chains) : [];

    /// <summary>Takes out all that is parked.</summary>
    public IReadOnlyList<Chain> TakeParked()
    {
        var chains = _parked.Values.SelectMany(waiting => waiting).ToList();
        _parked.Clear();
        return Out(chains);
    }

    /// <summary>Takes out the expired events of a log.</summary>
    public IReadOnlyList<ArrivedEvent> TakeExpired(Cid log) =>
        _expired.Remove(log, out var handed) ? [.. Out(handed).Select(one => one.Event)] : [];

    /// <summary>Takes out all expired events.</summary>
    public IReadOnlyList<HandedOver> TakeExpired()
    {
        var handed = _expired.Values.SelectMany(events => events).ToList();
        _expired.Clear();
        return Out(handed);
    }

    List<Chain> Out(List<Chain> chains)
    {
        Bytes -= chains.Sum(chain => chain.SizeBytes);
        return chains;
    }

    List<HandedOver> Out(List<HandedOver> handed)
    {
        Bytes -= handed.Sum(one => one.Event.SizeBytes);
        return handed;
    }

    static void Add(Dictionary<Cid, List<Chain>> parked, Cid missing, Chain chain)
    {
        if (!parked.TryGetValue(missing, out var chains))
            parked.Add(missing, chains = []);
        chains.Add(chain);
    }

    static bool IsExpired(HandedOver handed) =>
        handed.Outcome is Outcome.Refused { Reason.Code: IdentityCode.CapabilityExpired };
}
