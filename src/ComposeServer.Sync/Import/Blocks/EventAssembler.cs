using ComposeServer.Ipld;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>Makes events of blocks, in whatever order those come. For one thread.</summary>
sealed class EventAssembler(ImportOptions options, ImportTally tally)
{
    readonly BlockPool _pool = new(options);
    readonly HashSet<Cid> _open = [];
    readonly Dictionary<Cid, List<EventAssembly>> _asked = [];
    HashSet<Cid> _roots = [];
    long _openBytes;

    /// <summary>Bytes that wait for a partner.</summary>
    public long WaitingBytes => _pool.LooseBytes + _openBytes;

    /// <summary>Blocks that events wait for.</summary>
    public IReadOnlyCollection<Cid> Missing => _asked.Keys;

    /// <summary>Blocks that no event has named so far.</summary>
    public IReadOnlyCollection<Cid> Loose => _pool.Loose;

    /// <summary>Begins a file. A root that is an init payload without content is an event.</summary>
    public void Begin(IReadOnlyList<Cid> roots) => _roots = [.. roots];

    /// <summary>Takes a block whose hash has been checked.</summary>
    /// <param name="block">The block.</param>
    /// <param name="whole">Receives the events that it completes.</param>
    public void Take(Block block, ICollection<ArrivedEvent> whole)
    {
        if (_pool.Holds(block.Cid) || _open.Contains(block.Cid))
            return;
        var pooled = new PooledBlock(block, BlockShape.Of(block));
        var isAsked = Answer(pooled, whole);
        switch (pooled.Shape)
        {
            case BlockShape.Envelope envelope:
                Advance(new SignedAssembly(block, envelope), whole);
                break;
            case BlockShape.Time time:
                Advance(new TimeAssembly(block, time, options.KeepsPartialProofs), whole);
                break;
            case BlockShape.Payload { Links: { StandsAlone: true } links } when !isAsked:
                _pool.AddUsed(pooled);
                whole.Add(new(new(block), links));
                break;
            case BlockShape.Foreign when !isAsked:
                tally.Ignore(block.Cid);
                break;
            case not (BlockShape.Foreign or BlockShape.Manifest) when !isAsked:
                _pool.AddLoose(pooled);
                if (_roots.Contains(block.Cid))
                    Promote(block.Cid, whole);
                break;
        }
    }

    /// <summary>Makes an event of an unsigned init payload that others build on.</summary>
    public bool Promote(Cid cid, ICollection<ArrivedEvent> whole)
    {
        if (!_pool.TryTakeUnsigned(cid, out var init))
            return false;
        whole.Add(init);
        return true;
    }

    /// <summary>Makes events of all init payloads without content that nobody has signed.</summary>
    public void PromoteAll(ICollection<ArrivedEvent> whole)
    {
        foreach (var cid in _pool.Unsigned)
            Promote(cid, whole);
    }

    /// <summary>There are no more blocks: hands out what may be enough, and names the rest.</summary>
    /// <returns>Events that stay incomplete, each with a block that it lacks.</returns>
    public IReadOnlyList<(Cid Event, Cid Missing)> End(ICollection<ArrivedEvent> whole)
    {
        PromoteAll(whole);
        var incomplete = new List<(Cid, Cid)>();
        foreach (var (missing, assemblies) in _asked)
        foreach (var assembly in assemblies)
            if (assembly.GiveUp() is { } enough)
                whole.Add(enough);
            else
                incomplete.Add((assembly.Cid, missing));
        foreach (var cid in _pool.Loose)
            tally.Ignore(cid);
        return incomplete;
    }

    /// <summary>Gives a block to the events that asked for it.</summary>
    bool Answer(PooledBlock block, ICollection<ArrivedEvent> whole)
    {
        if (!_asked.Remove(block.Block.Cid, out var assemblies))
            return false;
        _pool.AddUsed(block);
        foreach (var assembly in assemblies)
        {
            _open.Remove(assembly.Cid);
            _openBytes -= assembly.HeldBytes;
            Advance(assembly, whole);
        }

        return true;
    }

    void Advance(EventAssembly assembly, ICollection<ArrivedEvent> whole)
    {
        if (assembly.Advance(_pool, out var missing) is { } done)
        {
            whole.Add(done);
            return;
        }

        if (!_asked.TryGetValue(missing, out var assemblies))
            _asked.Add(missing, assemblies = []);
        assemblies.Add(assembly);
        _open.Add(assembly.Cid);
        assembly.Hold();
        _openBytes += assembly.HeldBytes;
    }
}
