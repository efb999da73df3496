using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ComposeServer.Ipld.DagCbor;

/// <summary>Values to canonical DAG-CBOR: shortest heads, 64-bit floats, keys by encoded length and then bytewise.</summary>
public static class DagCborEncoder
{
    /// <summary>The canonical bytes.</summary>
    /// <exception cref="ArgumentException">A string has a lone surrogate, or the value is deeper than <see cref="DagCborLimits.DepthMax"/>.
    /// What a decoder or <see cref="PlainJson.TryFromDocument"/> made has neither.</exception>
    public static byte[] Encode(IpldValue value)
    {
        using var buffer = new PooledBuffer();
        Encode(value, buffer);
        return buffer.Written.ToArray();
    }

    /// <summary>The canonical bytes of a value that was put together from what others sent.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="code"><see cref="DagCborErrorCode.Utf8"/> for a lone surrogate, <see cref="DagCborErrorCode.Depth"/> beyond the limit.</param>
    public static bool TryEncode(
        IpldValue value,
        [NotNullWhen(true)] out byte[]? bytes,
        [NotNullWhen(false)] out string? code
    )
    {
        bytes = null;
        code = null;
        try
        {
            bytes = Encode(value);
        }
        catch (EncoderFallbackException)
        {
            code = DagCborErrorCode.Utf8;
        }
        catch (ArgumentException)
        {
            code = DagCborErrorCode.Depth;
        }

        return bytes is not null;
    }

    /// <summary>Writes the canonical bytes.</summary>
    /// <exception cref="ArgumentException">As above.</exception>
    public static void Encode(IpldValue value, IBufferWriter<byte> target)
    {
        var writer = new DagCborWriter(target);
        Write(ref writer, value, depth: 0);
        writer.Flush();
    }

    /// <summary>Encodes a value and names it.</summary>
    /// <exception cref="ArgumentException">As above.</exception>
    public static Block ToBlock(IpldValue value) => Block.Of(Multicodec.DagCbor, Encode(value));

    static void Write(scoped ref DagCborWriter writer, IpldValue value, int depth)
    {
        switch (value)
        {
            case IpldMap map:
                writer.WriteMap(map.Count);
                WriteEntries(ref writer, map, Deeper(depth));
                break;
            case IpldList list:
                writer.WriteList(list.Count);
                var below = Deeper(depth);
                for (var i = 0; i < list.Count; i++)
                    Write(ref writer, list.Items[i], below);
                break;
            case IpldString text:
                writer.WriteText(text.Value);
                break;
            case IpldBytes bytes:
                writer.WriteBytes(bytes.Value.Span);
                break;
            case IpldLink link:
                writer.WriteLink(link.Value);
                break;
            case IpldInteger integer:
                writer.WriteInteger(integer.Value);
                break;
            case IpldFloat number:
                writer.WriteFloat(number.Value);
                break;
            case IpldBool truth:
                writer.WriteBool(truth.Value);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    static void WriteEntries(scoped ref DagCborWriter writer, IpldMap map, int depth)
    {
        var entries = map.Span;
        if (map.IsCanonical)
        {
            foreach (var (key, value) in entries)
            {
                writer.WriteText(key);
                Write(ref writer, value, depth);
            }

            return;
        }

        // One that was read is in order already; only what was put together here is sorted.
        var sorted = new (int Length, KeyValuePair<string, IpldValue> Entry)[entries.Length];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = (StrictUtf8.Encoding.GetByteCount(entries[i].Key), entries[i]);
        Array.Sort(
            sorted,
            static (left, right) =>
                left.Length != right.Length
                    ? left.Length.CompareTo(right.Length)
                    : DagCborKeys.CompareUtf8(left.Entry.Key, right.Entry.Key)
        );
        foreach (var (_, (key, value)) in sorted)
        {
            writer.WriteText(key);
            Write(ref writer, value, depth);
        }
    }

    static int Deeper(int depth) =>
        depth < DagCborLimits.DepthMax
            ? depth + 1
            : throw new ArgumentException($"deeper than {DagCborLimits.DepthMax} lists and maps", nameof(depth));
}
