using System.Buffers.Binary;
using System.Text.Json;

namespace ComposeServer.Query.Run;

/// <summary>
/// Reads a tree of documents from front to back. Numbers are big-endian; texts are JSON values, which tell their end by themselves.
/// </summary>
/// <remarks>
/// A page: where both flags are wanted, a byte that is 1 when something lies on the other side of the cursor; the number of documents in four
/// bytes, one more than the page holds when there are more; the documents in reading order, each behind its length in four bytes.
/// A document: eight bytes each for its number and its time of creation, and a JSON array of its sort values; the length of its StreamID in four
/// bytes, and its text; the DID; length and bytes of its tip; its branches; its content. What is not wanted is left out.
/// A branch: a page; eight bytes of a count; a byte and, where that is 1, a document behind its length (see <see cref="OneMark"/>).
/// </remarks>
public ref struct TreeBytes(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Eight bytes.</summary>
    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    /// <summary>Four bytes.</summary>
    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Bytes behind their length.</summary>
    public ReadOnlySpan<byte> Counted() => Take(Int());

    /// <summary>A whole JSON value.</summary>
    public ReadOnlySpan<byte> Json()
    {
        var reader = new Utf8JsonReader(_rest, isFinalBlock: false, default);
        reader.Read();
        reader.TrySkip();
        return Take((int)reader.BytesConsumed);
    }

    /// <summary>Bytes whose number is known.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}

/// <summary>What there is of a document that another one points to.</summary>
static class OneMark
{
    /// <summary>The field holds nothing that names a document.</summary>
    public const byte None = 0;

    /// <summary>It follows.</summary>
    public const byte Present = 1;

    /// <summary>It is here and not in the index: hidden, or of another model.</summary>
    public const byte Elsewhere = 2;

    /// <summary>It is not here.</summary>
    public const byte Absent = 3;
}
