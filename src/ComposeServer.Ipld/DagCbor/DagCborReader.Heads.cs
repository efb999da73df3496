using System.Buffers.Binary;

namespace ComposeServer.Ipld.DagCbor;

public ref partial struct DagCborReader
{
    bool Expect(DagCborKind kind)
    {
        var next = Peek();
        if (next == kind)
            return true;
        if (_failure is not null)
            return false;
        if (_offset >= _source.Length)
            return Fail(_source.IsEmpty ? DagCborErrorCode.Empty : DagCborErrorCode.Truncated, _offset);
        return Fail(
            next == DagCborKind.None ? WhatIsWrong(_source[_offset]) : DagCborErrorCode.UnexpectedKind,
            _offset
        );
    }

    /// <summary>The reason for which a head of major type 7 cannot be read.</summary>
    static string WhatIsWrong(byte head) =>
        (head & 0x1f) switch
        {
            31 => DagCborErrorCode.Indefinite,
            >= 28 => DagCborErrorCode.Reserved,
            _ => DagCborErrorCode.Simple,
        };

    /// <summary>Reads the head of an item that is not of major type 7.</summary>
    bool TryReadHead(out int major, out ulong argument)
    {
        var head = _source[_offset];
        var info = head & 0x1f;
        major = head >> 5;
        argument = (ulong)info;
        if (info < 24)
        {
            _offset++;
            return true;
        }

        if (info > 27)
            return Fail(info == 31 ? DagCborErrorCode.Indefinite : DagCborErrorCode.Reserved, _offset);
        var size = 1 << (info - 24);
        if (_source.Length - _offset <= size)
            return Fail(DagCborErrorCode.Truncated, _offset);
        var tail = _source.Slice(_offset + 1, size);
        ulong least;
        (argument, least) = size switch
        {
            1 => (tail[0], 24UL),
            2 => (BinaryPrimitives.ReadUInt16BigEndian(tail), 1UL << 8),
            4 => (BinaryPrimitives.ReadUInt32BigEndian(tail), 1UL << 16),
            _ => (BinaryPrimitives.ReadUInt64BigEndian(tail), 1UL << 32),
        };
        if (argument < least)
            return Fail(DagCborErrorCode.NotShortest, _offset);
        _offset += 1 + size;
        return true;
    }

    /// <summary>Reads the head and body of bytes or text.</summary>
    bool TryReadRun(out ReadOnlySpan<byte> run)
    {
        run = default;
        var start = _offset;
        if (!TryReadHead(out _, out var length))
            return false;
        if (length > (ulong)(_source.Length - _offset))
            return Fail(DagCborErrorCode.Truncated, start);
        run = _source.Slice(_offset, (int)length);
        _offset += (int)length;
        return true;
    }

    bool Fail(string code, int offset)
    {
        _failure = code;
        _offset = offset;
        return false;
    }
}
