using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Ipld.Car;

/// <summary>A whole CAR v1 in memory: roots and blocks, each block's hash checked when it was read.</summary>
/// <param name="Roots">Where to begin; an event's CAR has one.</param>
/// <param name="Blocks">In the order of the file, which means nothing.</param>
public sealed record CarFile(IReadOnlyList<Cid> Roots, IReadOnlyList<Block> Blocks)
{
    /// <summary>Reads a file that is in memory. Blocks are slices of it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="car">Roots and blocks.</param>
    /// <param name="error">Why there are none.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        CarLimits limits,
        [NotNullWhen(true)] out CarFile? car,
        out CarError error
    )
    {
        car = null;
        error = default;
        IReadOnlyList<Cid>? roots = null;
        var blocks = new List<Block>();
        for (var at = 0; at < bytes.Length || roots is null; )
        {
            var start = at;
            var code = TakeSection(bytes, ref at, isHeader: roots is null, blocks.Count, limits, out var section);
            if (code is null && roots is null)
            {
                code = CarSection.ReadHeader(section.Span, out roots);
            }
            else if (code is null)
            {
                code = CarSection.ReadBlock(section, limits, out var block);
                blocks.Add(block);
            }

            if (code is null)
                continue;
            error = new(code, start);
            return false;
        }

        car = new(roots, blocks);
        return true;
    }

    /// <summary>The first block of that name, if there is one.</summary>
    public bool TryFind(Cid cid, out Block block)
    {
        foreach (var one in Blocks)
        {
            if (one.Cid != cid)
                continue;
            block = one;
            return true;
        }

        block = default;
        return false;
    }

    /// <summary>Writes the file: the blocks in their order.</summary>
    public void WriteTo(IBufferWriter<byte> target)
    {
        CarSection.WriteHeader(target, Roots);
        foreach (var block in Blocks)
            CarSection.WriteBlock(target, block);
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new PooledBuffer(1024);
        WriteTo(buffer);
        return buffer.Written.ToArray();
    }

    static string? TakeSection(
        ReadOnlyMemory<byte> bytes,
        ref int at,
        bool isHeader,
        int blocksBefore,
        CarLimits limits,
        out ReadOnlyMemory<byte> section
    )
    {
        section = default;
        var rest = bytes.Span[at..];
        if (!Varint.TryTake(ref rest, out var length))
            return rest.Length < Varint.SizeMax ? CarErrorCode.Truncated : CarErrorCode.Length;
        var start = bytes.Length - rest.Length;
        if (CarSection.CheckLength(length, isHeader, start, blocksBefore, limits) is { } code)
            return code;
        if (length > (ulong)rest.Length)
            return CarErrorCode.Truncated;
        section = bytes.Slice(start, (int)length);
        at = start + (int)length;
        return null;
    }
}
