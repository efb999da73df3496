using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Sync.Import.Order;

namespace ComposeServer.Sync.Import;

/// <summary>Chains that the intake could not place yet, because their model or an event before them has not come. For one thread.</summary>
sealed class ParkedChains
{
    readonly Dictionary<Cid, List<Chain>> _byMissing = [];

    /// <summary>Bytes of their events.</summary>
    public long Bytes { get; private set; }

    /// <summary>True when none is left.</summary>
    public bool IsEmpty => _byMissing.Count == 0;

    /// <summary>What they miss.</summary>
    public IReadOnlyCollection<Cid> Missing => _byMissing.Keys;

    /// <summary>Keeps the events of a chain from the first on that could not be placed; gives back what is final.</summary>
    public IReadOnlyList<HandedOver> Keep(Cid log, IReadOnlyList<HandedOver> handed)
    {
        var final = new List<HandedOver>(handed.Count);
        var kept = new List<HandedOver>();
        foreach (var one in handed)
            (one.Outcome is Outcome.Parked ? kept : final).Add(one);
        if (kept.Count == 0)
            return final;
        var chain = new Chain(log, [.. kept.Select(one => one.Event)]);
        var missing = ((Outcome.Parked)kept[0].Outcome).Cids[0];
        if (!_byMissing.TryGetValue(missing, out var chains))
            _byMissing.Add(missing, chains = []);
        chains.Add(chain);
        Bytes += chain.SizeBytes;
        return final;
    }

    /// <summary>Takes out the chains that waited for an event which is stored now.</summary>
    public IReadOnlyList<Chain> Release(Cid stored)
    {
        if (!_byMissing.Remove(stored, out var chains))
            return [];
        Bytes -= chains.Sum(chain => chain.SizeBytes);
        return chains;
    }

    /// <summary>Takes out all.</summary>
    public IReadOnlyList<Chain> TakeAll()
    {
        var chains = _byMissing.Values.SelectMany(waiting => waiting).ToList();
        _byMissing.Clear();
        Bytes = 0;
        return chains;
    }
}
