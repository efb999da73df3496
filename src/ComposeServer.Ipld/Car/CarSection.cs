using System.Buffers;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld.Car;

/// <summary>The sections of a CAR v1, each <c>varint length ‖ bytes</c>: first the header, then one per block.</summary>
/// <remarks>
/// <code>
/// header  varint ‖ DAG-CBOR { roots: [CID], version: 1 }
/// block   varint ‖ CID ‖ bytes
/// </code>
/// Source: the IPLD CARv1 specification.
/// </remarks>
static class CarSection
{
    /// <summary>Checks a length against the limits before anything is read or allocated for it; null, or the code.</summary>
    public static string? CheckLength(ulong length, bool isHeader, long readBefore, long blocksBefore, CarLimits limits)
    {
        if (length == 0)
            return CarErrorCode.Length;
        if (isHeader && length > (ulong)limits.HeaderBytesMax)
            return CarErrorCode.HeaderTooLarge;
        if (!isHeader && blocksBefore >= limits.BlocksMax)
            return CarErrorCode.TooManyBlocks;
        if (!isHeader && length > (ulong)limits.SectionBytesMax)
            return CarErrorCode.BlockTooLarge;
        return readBefore + (long)length > limits.TotalBytesMax ? CarErrorCode.TooLarge : null;
    }

    /// <summary>Reads the header; null, or the code.</summary>
    public static string? ReadHeader(ReadOnlySpan<byte> section, out IReadOnlyList<Cid> roots)
    {
        var found = new List<Cid>();
        roots = found;
        // The files of others need not sort two keys.
        var reader = new DagCborReader(section, DagCborRules.AsReference);
        var hasRoots = false;
        long version = 0;
        reader.TryReadMap(out var map);
        while (reader.TryNextKey(ref map, out var key))
        {
            if (key.SequenceEqual("version"u8))
                reader.TryReadInt64(out version);
            else if (key.SequenceEqual("roots"u8))
                hasRoots = TryReadRoots(ref reader, found);
            else
                return CarErrorCode.Header;
        }

        if (!reader.TryReadEnd())
            return CarErrorCode.Header;
        if (version != 1)
            return CarErrorCode.Version;
        return hasRoots ? null : CarErrorCode.Header;
    }

    /// <summary>Reads a block and checks its hash; null, or the code.</summary>
    public static string? ReadBlock(ReadOnlyMemory<byte> section, CarLimits limits, out Block block)
    {
        block = default;
        var rest = section.Span;
        if (!Cid.TryMeasure(rest, out var length) || length > limits.CidBytesMax)
            return CarErrorCode.Cid;
        if (section.Length - length > limits.BlockBytesMax)
            return CarErrorCode.BlockTooLarge;
        Cid.TryTake(ref rest, out var cid);
        if (!Multihash.IsComputable(cid.HashCode))
            return CarErrorCode.HashUnknown;
        if (!cid.Names(rest))
            return CarErrorCode.HashMismatch;
        block = new(cid, section[length..]);
        return null;
    }

    public static void WriteHeader(IBufferWriter<byte> target, IReadOnlyList<Cid> roots)
    {
        using var header = new PooledBuffer();
        var writer = new DagCborWriter(header);
        writer.WriteMap(2);
        writer.WriteText("roots"u8);
        writer.WriteList(roots.Count);
        foreach (var root in roots)
            writer.WriteLink(root);
        writer.WriteText("version"u8);
        writer.WriteInteger(1);
        writer.Flush();
        WriteLength(target, header.Written.Length);
        target.Write(header.Written);
    }

    public static void WriteBlock(IBufferWriter<byte> target, Block block)
    {
        WriteLength(target, block.Cid.Bytes.Length + block.Bytes.Length);
        target.Write(block.Cid.Bytes);
        target.Write(block.Bytes.Span);
    }

    static void WriteLength(IBufferWriter<byte> target, int length) =>
        target.Advance(Varint.Write(target.GetSpan(Varint.SizeMax), (ulong)length));

    static bool TryReadRoots(scoped ref DagCborReader reader, List<Cid> roots)
    {
        var isList = reader.TryReadList(out var list);
        while (reader.TryNextItem(ref list))
        {
            if (reader.TryReadLink(out var root))
                roots.Add(root);
        }

        return isList;
    }
}
