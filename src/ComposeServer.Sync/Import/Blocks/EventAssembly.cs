using ComposeServer.Ipld;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>An event whose other blocks are being gathered.</summary>
abstract class EventAssembly(Block block)
{
    /// <summary>What waiting for blocks costs beside the event's bytes; a guess on the high side.</summary>
    const int OverheadBytes = 768;

    public Cid Cid => block.Cid;

    /// <summary>Bytes that it held when it began to wait.</summary>
    public long HeldBytes { get; private set; }

    protected Block Block => block;

    /// <summary>Bytes of the blocks that it has gathered.</summary>
    protected abstract long GatheredBytes { get; }

    /// <summary>Counts what it holds while it waits.</summary>
    public void Hold() => HeldBytes = OverheadBytes + block.Bytes.Length + GatheredBytes;

    /// <summary>Takes what is at hand.</summary>
    /// <param name="pool">Blocks at hand.</param>
    /// <param name="missing">The block that is needed next; empty when the event is whole.</param>
    /// <returns>The event when it is whole.</returns>
    public abstract ArrivedEvent? Advance(BlockPool pool, out Cid missing);

    /// <summary>The event without what did not come, when the intake may have it or can say what is wrong.</summary>
    /// <returns>Null when nothing can be done with it.</returns>
    public virtual ArrivedEvent? GiveUp() => null;
}

/// <summary>A signed event: envelope, payload, perhaps a capability.</summary>
sealed class SignedAssembly(Block block, BlockShape.Envelope shape) : EventAssembly(block)
{
    PooledBlock? _payload;
    Block? _capability;

    protected override long GatheredBytes => (_payload?.Block.Bytes.Length ?? 0) + (_capability?.Bytes.Length ?? 0);

    public override ArrivedEvent? Advance(BlockPool pool, out Cid missing)
    {
        if (_payload is null && pool.TryUse(shape.Link, out var payload))
            _payload = payload;
        if (_capability is null && shape.Under is { } named && pool.TryUse(named, out var capability))
            _capability = capability.Block;
        missing =
            _payload is null ? shape.Link
            : _capability is null ? shape.Under.GetValueOrDefault()
            : default;
        return missing.IsEmpty ? GiveUp() : null;
    }

    /// <summary>The capability may be stored from an earlier import; whoever judges the signature will know.</summary>
    public override ArrivedEvent? GiveUp()
    {
        if (_payload is not { } payload)
            return null;
        var links = payload.Shape is BlockShape.Payload read ? read.Links : PayloadLinks.Unreadable;
        return new(new(Block, payload.Block, _capability), links);
    }
}

/// <summary>A time event: the event, its proof, the tree nodes on the way to the event that it anchors.</summary>
sealed class TimeAssembly(Block block, BlockShape.Time shape, bool keepsPartial) : EventAssembly(block)
{
    /// <summary>Steps of a path that are followed; a longer one is refused by whoever judges the proof.</summary>
    const int StepsMax = Streams.TimeProofs.ProofPath.StepsMax;

    readonly List<Block> _evidence = [];
    readonly string[] _steps = StepsOf(shape.Event.Path);
    Cid? _at;

    protected override long GatheredBytes => _evidence.Sum(held => (long)held.Bytes.Length);

    public override ArrivedEvent? Advance(BlockPool pool, out Cid missing)
    {
        if (_at is null)
        {
            missing = shape.Event.Proof;
            if (!pool.TryUse(missing, out var proof))
                return null;
            _evidence.Add(proof.Block);
            _at = (proof.Shape as BlockShape.Proof)?.Root ?? default(Cid);
        }

        // The proof is the first block; one node follows for each step.
        while (_at is { IsEmpty: false } at && _evidence.Count <= _steps.Length)
        {
            missing = at;
            if (!pool.TryUse(at, out var node))
                return null;
            _evidence.Add(node.Block);
            _at = NextOf(node.Shape, _steps[_evidence.Count - 2]);
        }

        missing = default;
        return Gathered;
    }

    /// <summary>What came of the proof, where whoever imports takes less than all of it.</summary>
    public override ArrivedEvent? GiveUp() => keepsPartial ? Gathered : null;

    ArrivedEvent Gathered =>
        new(new(Block), PayloadLinks.Unreadable with { Init = shape.Init, Prev = shape.Event.Prev }, _evidence);

    /// <summary>Empty where the way ends: then the proof does not hold, which is not for here to say.</summary>
    static Cid NextOf(BlockShape shape, string step) =>
        (shape, step) switch
        {
            (BlockShape.Node node, "0") => node.Left.GetValueOrDefault(),
            (BlockShape.Node node, "1") => node.Right.GetValueOrDefault(),
            _ => default,
        };

    static string[] StepsOf(string path)
    {
        var steps = path.Length == 0 ? [] : path.Split('/', StepsMax + 2);
        return steps.Length <= StepsMax ? steps : [];
    }
}
