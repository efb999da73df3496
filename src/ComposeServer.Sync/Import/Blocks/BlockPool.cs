using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>The blocks at hand that are no events: those that nobody has asked for yet, and those that were used lately.</summary>
sealed class BlockPool(ImportOptions options)
{
    readonly Dictionary<Cid, PooledBlock> _loose = [];

    // A capability serves all events of a session, a proof and its upper nodes a million events; payloads serve one.
    readonly BlockCache _shared = new(options.WindowBytes / 4);
    readonly BlockCache _payloads = new(options.WindowBytes / 32);

    /// <summary>Bytes of the blocks that nobody has asked for.</summary>
    public long LooseBytes { get; private set; }

    /// <summary>The blocks that nobody has asked for.</summary>
    public IReadOnlyCollection<Cid> Loose => _loose.Keys;

    /// <summary>True when the block is here; a repeated payload is then as fresh as a new one.</summary>
    public bool Holds(Cid cid) => _loose.ContainsKey(cid) || TryUse(cid, out _);

    /// <summary>Keeps a block until somebody asks.</summary>
    public void AddLoose(PooledBlock block)
    {
        if (_loose.TryAdd(block.Block.Cid, block))
            LooseBytes += block.SizeBytes;
    }

    /// <summary>Keeps a block that was asked for before it came.</summary>
    public void AddUsed(PooledBlock block) => CacheOf(block.Shape).Add(block);

    /// <summary>Hands a block to an event.</summary>
    public bool TryUse(Cid cid, out PooledBlock block)
    {
        if (_shared.TryUse(cid, out block) || _payloads.TryUse(cid, out block))
            return true;
        if (!TryRemoveLoose(cid, out block))
            return false;
        AddUsed(block);
        return true;
    }

    /// <summary>Takes out an unsigned init event that nobody has signed.</summary>
    public bool TryTakeUnsigned(Cid cid, [NotNullWhen(true)] out ArrivedEvent? init)
    {
        init = null;
        if (!_loose.TryGetValue(cid, out var block) || !MayStandAlone(block))
            return false;
        TryRemoveLoose(cid, out _);
        init = new(new(block.Block), ((BlockShape.Payload)block.Shape).Links);
        return true;
    }

    /// <summary>Names of the blocks that would be events if nobody signs them.</summary>
    public IReadOnlyList<Cid> Unsigned => [.. _loose.Where(pair => MayStandAlone(pair.Value)).Select(pair => pair.Key)];

    bool TryRemoveLoose(Cid cid, out PooledBlock block)
    {
        if (!_loose.Remove(cid, out block))
            return false;
        LooseBytes -= block.SizeBytes;
        return true;
    }

    BlockCache CacheOf(BlockShape shape) => shape is BlockShape.Payload ? _payloads : _shared;

    static bool MayStandAlone(PooledBlock block) => block.Shape is BlockShape.Payload { Links.MayStandAlone: true };
}
