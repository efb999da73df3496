using ComposeServer.Ipld;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>Blocks that have been used, in case another event uses them too; those used longest ago go first.</summary>
sealed class BlockCache(long bytesMax)
{
    readonly Dictionary<Cid, LinkedListNode<PooledBlock>> _byCid = [];
    readonly LinkedList<PooledBlock> _byUse = new();

    /// <summary>Bytes held.</summary>
    public long Bytes { get; private set; }

    /// <summary>Finds a block and counts that as a use.</summary>
    public bool TryUse(Cid cid, out PooledBlock block)
    {
        block = default;
        if (!_byCid.TryGetValue(cid, out var node))
            return false;
        _byUse.Remove(node);
        _byUse.AddLast(node);
        block = node.Value;
        return true;
    }

    /// <summary>Keeps a block.</summary>
    public void Add(PooledBlock block)
    {
        if (TryUse(block.Block.Cid, out _))
            return;
        _byCid.Add(block.Block.Cid, _byUse.AddLast(block));
        Bytes += block.SizeBytes;
        while (Bytes > bytesMax && _byUse.First is { } oldest)
        {
            _byUse.RemoveFirst();
            _byCid.Remove(oldest.Value.Block.Cid);
            Bytes -= oldest.Value.SizeBytes;
        }
    }
}

/// <summary>A block with what it was read as.</summary>
readonly record struct PooledBlock(Block Block, BlockShape Shape)
{
    /// <summary>What keeping one block costs beside its bytes; a guess on the high side.</summary>
    const int OverheadBytes = 256;

    public long SizeBytes => OverheadBytes + Block.Bytes.Length;
}
