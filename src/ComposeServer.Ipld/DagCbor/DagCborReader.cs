using System.Buffers.Binary;
using System.Text.Unicode;

namespace ComposeServer.Ipld.DagCbor;

/// <summary>Walks DAG-CBOR forwards over a span, checks everything it passes and allocates nothing.</summary>
/// <remarks>
/// The first failure stays: all later reads fail too, so a caller may read a whole shape and look at <see cref="Error"/> once.
/// <code>
/// if (reader.TryReadMap(out var map))
///     while (reader.TryNextKey(ref map, out var key))
///         if (key.SequenceEqual("prev"u8)) reader.TryReadLink(out prev);
///         else reader.TrySkip();
/// </code>
/// Source: RFC 8949, the IPLD DAG-CBOR specification.
/// </remarks>
public ref partial struct DagCborReader
{
    const int MajorUnsigned = 0;
    const int MajorNegative = 1;
    const int MajorBytes = 2;
    const int MajorText = 3;
    const int MajorList = 4;
    const int MajorMap = 5;
    const int MajorTag = 6;

    const byte HeadFalse = 0xf4;
    const byte HeadTrue = 0xf5;
    const byte HeadNull = 0xf6;
    const byte HeadUndefined = 0xf7;
    const byte HeadFloat16 = 0xf9;
    const byte HeadFloat32 = 0xfa;
    const byte HeadFloat64 = 0xfb;
    const ulong TagLink = 42;

    readonly ReadOnlySpan<byte> _source;
    readonly bool _strict;
    bool _checked;
    int _offset;
    int _depth;
    string? _failure;

    /// <summary>Starts before the first byte.</summary>
    /// <param name="source">One value; <see cref="TryReadEnd"/> tells whether more follows.</param>
    /// <param name="rules">What to let pass.</param>
    public DagCborReader(ReadOnlySpan<byte> source, DagCborRules rules = DagCborRules.Strict)
    {
        _source = source;
        _strict = rules == DagCborRules.Strict;
        _checked = true;
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Offset => _offset;

    /// <summary>The first failure; null while all is well.</summary>
    public readonly DagCborError? Error => _failure is null ? null : new(_failure, _offset);

    /// <summary>Kind of the next item; <see cref="DagCborKind.None"/> when there is none that could be read.</summary>
    public readonly DagCborKind Peek()
    {
        if (_failure is not null || _offset >= _source.Length)
            return DagCborKind.None;
        var head = _source[_offset];
        return (head >> 5) switch
        {
            MajorUnsigned or MajorNegative => DagCborKind.Integer,
            MajorBytes => DagCborKind.Bytes,
            MajorText => DagCborKind.Text,
            MajorList => DagCborKind.List,
            MajorMap => DagCborKind.Map,
            MajorTag => DagCborKind.Link,
            _ => head switch
            {
                HeadFalse or HeadTrue => DagCborKind.Bool,
                HeadNull => DagCborKind.Null,
                HeadUndefined when !_strict => DagCborKind.Null,
                HeadFloat64 or HeadFloat32 or HeadFloat16 => DagCborKind.Float,
                _ => DagCborKind.None,
            },
        };
    }

    /// <summary>Reads a null.</summary>
    public bool TryReadNull()
    {
        if (!Expect(DagCborKind.Null))
            return false;
        _offset++;
        return true;
    }

    /// <summary>Reads a truth value.</summary>
    public bool TryReadBool(out bool value)
    {
        value = false;
        if (!Expect(DagCborKind.Bool))
            return false;
        value = _source[_offset++] == HeadTrue;
        return true;
    }

    /// <summary>Reads an integer of the full range −2⁶⁴ … 2⁶⁴−1.</summary>
    public bool TryReadInteger(out Int128 value)
    {
        value = 0;
        if (!Expect(DagCborKind.Integer) || !TryReadHead(out var major, out var argument))
            return false;
        value = major == MajorUnsigned ? argument : -1 - (Int128)argument;
        return true;
    }

    /// <summary>Reads an integer; one that does not fit 64 signed bits is an <see cref="DagCborErrorCode.UnexpectedKind"/>.</summary>
    public bool TryReadInt64(out long value)
    {
        value = 0;
        var start = _offset;
        if (!Expect(DagCborKind.Integer) || !TryReadHead(out var major, out var argument))
            return false;
        if (argument > long.MaxValue)
            return Fail(DagCborErrorCode.UnexpectedKind, start);
        value = major == MajorUnsigned ? (long)argument : -1 - (long)argument;
        return true;
    }

    /// <summary>Reads a float; never NaN or infinite.</summary>
    public bool TryReadFloat(out double value)
    {
        value = 0;
        if (!Expect(DagCborKind.Float))
            return false;
        var head = _source[_offset];
        if (_strict && head != HeadFloat64)
            return Fail(DagCborErrorCode.FloatWidth, _offset);
        var size = 1 << (head - HeadFloat16 + 1);
        if (_source.Length - _offset <= size)
            return Fail(DagCborErrorCode.Truncated, _offset);
        var bits = _source.Slice(_offset + 1, size);
        value = head switch
        {
            HeadFloat64 => BinaryPrimitives.ReadDoubleBigEndian(bits),
            HeadFloat32 => BinaryPrimitives.ReadSingleBigEndian(bits),
            _ => (double)BinaryPrimitives.ReadHalfBigEndian(bits),
        };
        if (!double.IsFinite(value))
            return Fail(DagCborErrorCode.FloatValue, _offset);
        _offset += 1 + size;
        return true;
    }

    /// <summary>Reads a string as its UTF-8 bytes.</summary>
    /// <param name="utf8">A slice of the input.</param>
    public bool TryReadText(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        var start = _offset;
        if (!Expect(DagCborKind.Text) || !TryReadRun(out var run))
            return false;
        if (_checked && !Utf8.IsValid(run))
            return Fail(DagCborErrorCode.Utf8, start);
        utf8 = run;
        return true;
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="bytes">A slice of the input.</param>
    public bool TryReadBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        return Expect(DagCborKind.Bytes) && TryReadRun(out bytes);
    }

    /// <summary>Reads a link.</summary>
    public bool TryReadLink(out Cid cid)
    {
        cid = default;
        return TryReadLinkBytes(out var bytes) && Cid.TryRead(bytes, out cid);
    }

    /// <summary>Reads a link as the CID's bytes.</summary>
    /// <param name="cid">A slice of the input.</param>
    public bool TryReadLinkBytes(out ReadOnlySpan<byte> cid)
    {
        cid = default;
        var start = _offset;
        if (!Expect(DagCborKind.Link) || !TryReadHead(out _, out var tag))
            return false;
        if (tag != TagLink)
            return Fail(DagCborErrorCode.Tag, start);
        if (_offset >= _source.Length)
            return Fail(DagCborErrorCode.Truncated, start);
        if (_source[_offset] >> 5 != MajorBytes)
            return Fail(DagCborErrorCode.Link, start);
        if (!TryReadRun(out var run))
            return false;
        // The 00 is a multibase prefix for "binary", kept by the format for ever.
        if (run.Length < 2 || run[0] != 0 || !Cid.TryMeasure(run[1..], out var length) || length != run.Length - 1)
            return Fail(DagCborErrorCode.Link, start);
        cid = run[1..];
        return true;
    }

    /// <summary>Checks that the input ends here.</summary>
    public bool TryReadEnd() =>
        _failure is null && (_offset == _source.Length || Fail(DagCborErrorCode.TrailingBytes, _offset));
}
