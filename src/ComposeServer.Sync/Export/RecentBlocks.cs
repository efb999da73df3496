using ComposeServer.Ipld;

namespace ComposeServer.Sync.Export;

/// <summary>
/// Remembers which shared blocks (capabilities, proofs, tree nodes) were written lately, so that each stands once in a file. After many
/// others one is forgotten and written again: a reader need not keep shared blocks for longer than that.
/// </summary>
/// <param name="bytesMax">Bytes of the blocks that are remembered.</param>
sealed class RecentBlocks(long bytesMax)
{
    /// <summary>What an importer keeps of used shared blocks is at least twice this.</summary>
    public const long BytesMaxDefault = 16L << 20;

    readonly HashSet<Cid> _names = [];
    readonly Queue<(Cid Cid, int Bytes)> _order = new();
    long _bytes;

    /// <summary>Number of blocks remembered.</summary>
    public int Count => _names.Count;

    /// <summary>Remembers a block.</summary>
    /// <returns>False when it was written lately.</returns>
    public bool Add(Block block)
    {
        if (!_names.Add(block.Cid))
            return false;
        _order.Enqueue((block.Cid, block.Bytes.Length));
        _bytes += block.Bytes.Length;
        while (_bytes > bytesMax && _order.TryDequeue(out var oldest))
        {
            _names.Remove(oldest.Cid);
            _bytes -= oldest.Bytes;
        }

        return true;
    }
}
