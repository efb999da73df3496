using System.Buffers;
using System.Buffers.Binary;

namespace ComposeServer.Ipld.DagCbor;

/// <summary>Writes DAG-CBOR piece by piece, each in its canonical form, and allocates nothing.</summary>
/// <remarks>
/// The caller knows its shape: it declares each count, writes just as many items, and writes map keys in canonical order (shorter
/// first, then bytewise). <see cref="DagCborEncoder"/> sorts by itself. End with <see cref="Flush"/>.
/// </remarks>
public ref struct DagCborWriter(IBufferWriter<byte> target)
{
    const int HeadSizeMax = 9;
    const int ShortTextMax = 85;

    ByteSink _sink = new(target);

    /// <summary>Begins a map; a key and a value follow for each entry.</summary>
    public void WriteMap(int count) => WriteHead(5, (ulong)count);

    /// <summary>Begins a list; the items follow.</summary>
    public void WriteList(int count) => WriteHead(4, (ulong)count);

    /// <summary>A string, or a map's key, from UTF-8 that is known to be valid.</summary>
    public void WriteText(scoped ReadOnlySpan<byte> utf8)
    {
        WriteHead(3, (ulong)utf8.Length);
        _sink.Put(utf8);
    }

    /// <summary>A string, or a map's key.</summary>
    /// <exception cref="ArgumentException">The text has a lone surrogate, which UTF-8 cannot hold.</exception>
    public void WriteText(string text)
    {
        if (text.Length <= ShortTextMax)
        {
            WriteShortText(text);
            return;
        }

        var length = StrictUtf8.Encoding.GetByteCount(text);
        WriteHead(3, (ulong)length);
        _sink.Advance(StrictUtf8.Encoding.GetBytes(text, _sink.Room(length)));
    }

    /// <summary>Bytes.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        WriteHead(2, (ulong)bytes.Length);
        _sink.Put(bytes);
    }

    /// <summary>A link: tag 42 over <c>00</c> ‖ CID.</summary>
    public void WriteLink(Cid cid)
    {
        WriteHead(6, 42);
        WriteHead(2, (ulong)cid.Bytes.Length + 1);
        _sink.Put(0);
        _sink.Put(cid.Bytes);
    }

    /// <summary>An integer.</summary>
    public void WriteInteger(long value) => WriteHead(value < 0 ? 1 : 0, (ulong)(value < 0 ? ~value : value));

    /// <summary>An integer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside −2⁶⁴ … 2⁶⁴−1.</exception>
    public void WriteInteger(Int128 value)
    {
        if (!IpldInteger.IsInRange(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "outside −2^64 … 2^64−1");
        WriteHead(value < 0 ? 1 : 0, (ulong)(value < 0 ? ~value : value));
    }

    /// <summary>A float, always in 64 bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN or infinite.</exception>
    public void WriteFloat(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "must be finite");
        var room = _sink.Room(HeadSizeMax);
        room[0] = 0xfb;
        BinaryPrimitives.WriteDoubleBigEndian(room[1..], value);
        _sink.Advance(HeadSizeMax);
    }

    /// <summary>A truth value.</summary>
    public void WriteBool(bool value) => _sink.Put(value ? (byte)0xf5 : (byte)0xf4);

    /// <summary>Null.</summary>
    public void WriteNull() => _sink.Put(0xf6);

    /// <summary>One item that is DAG-CBOR already.</summary>
    public void WriteItem(scoped ReadOnlySpan<byte> cbor) => _sink.Put(cbor);

    /// <summary>Hands what was written to the target; call it last.</summary>
    public void Flush() => _sink.Flush();

    /// <summary>In one pass: such a text has at most 255 bytes, so its head is one byte or two, and nearly always the expected one.</summary>
    void WriteShortText(string text)
    {
        var room = _sink.Room(2 + ShortTextMax * 3);
        var expected = text.Length < 24 ? 1 : 2;
        var length = StrictUtf8.Encoding.GetBytes(text, room[expected..]);
        var head = length < 24 ? 1 : 2;
        if (head != expected)
            room.Slice(expected, length).CopyTo(room[head..]);
        if (head == 1)
            room[0] = (byte)(0x60 | length);
        else
            (room[0], room[1]) = (0x78, (byte)length);
        _sink.Advance(head + length);
    }

    void WriteHead(int major, ulong argument)
    {
        var room = _sink.Room(HeadSizeMax);
        var kind = (byte)(major << 5);
        switch (argument)
        {
            case < 24:
                room[0] = (byte)(kind | (byte)argument);
                _sink.Advance(1);
                break;
            case <= byte.MaxValue:
                room[0] = (byte)(kind | 24);
                room[1] = (byte)argument;
                _sink.Advance(2);
                break;
            case <= ushort.MaxValue:
                room[0] = (byte)(kind | 25);
                BinaryPrimitives.WriteUInt16BigEndian(room[1..], (ushort)argument);
                _sink.Advance(3);
                break;
            case <= uint.MaxValue:
                room[0] = (byte)(kind | 26);
                BinaryPrimitives.WriteUInt32BigEndian(room[1..], (uint)argument);
                _sink.Advance(5);
                break;
            default:
                room[0] = (byte)(kind | 27);
                BinaryPrimitives.WriteUInt64BigEndian(room[1..], argument);
                _sink.Advance(9);
                break;
        }
    }
}
