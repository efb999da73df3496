using System.Text.Unicode;

namespace ComposeServer.Ipld.DagCbor;

/// <summary>A list being read: how many items are left.</summary>
public struct DagCborList
{
    internal int Left;

    /// <summary>Number of items in all; bounded by the bytes that are there, still no reason to allocate for it.</summary>
    public int Count { get; internal init; }
}

/// <summary>A map being read: how many entries are left, and what to compare the next key with.</summary>
public struct DagCborMap
{
    internal int Left;
    internal int FirstKey;
    internal int PreviousStart;
    internal int PreviousEnd;
    internal KeySet? Seen;

    /// <summary>Number of entries in all; bounded by the bytes that are there, still no reason to allocate for it.</summary>
    public int Count { get; internal init; }
}

public ref partial struct DagCborReader
{
    /// <summary>Enters a list.</summary>
    public bool TryReadList(out DagCborList list)
    {
        list = default;
        if (!Expect(DagCborKind.List) || !TryEnter(bytesPerItem: 1, out var count))
            return false;
        list = new() { Count = count, Left = count };
        return true;
    }

    /// <summary>True if there is another item to read; at the end, and after a failure, false.</summary>
    public bool TryNextItem(scoped ref DagCborList list)
    {
        if (_failure is not null)
            return false;
        if (list.Left-- > 0)
            return true;
        _depth--;
        return false;
    }

    /// <summary>Enters a map.</summary>
    public bool TryReadMap(out DagCborMap map)
    {
        map = default;
        if (!Expect(DagCborKind.Map) || !TryEnter(bytesPerItem: 2, out var count))
            return false;
        map = new()
        {
            Count = count,
            Left = count,
            FirstKey = _offset,
        };
        return true;
    }

    /// <summary>Reads the next key, after which its value is to be read; at the end, and after a failure, false.</summary>
    /// <param name="map">From <see cref="TryReadMap"/>.</param>
    /// <param name="key">UTF-8; a slice of the input.</param>
    public bool TryNextKey(scoped ref DagCborMap map, out ReadOnlySpan<byte> key)
    {
        key = default;
        if (_failure is not null)
            return false;
        if (map.Left-- <= 0)
        {
            _depth--;
            return false;
        }

        var start = _offset;
        if (start < _source.Length && _source[start] >> 5 != MajorText)
            return Fail(DagCborErrorCode.KeyKind, start);
        if (!Expect(DagCborKind.Text) || !TryReadRun(out key))
            return false;
        if (_checked && !IsKeyInPlace(ref map, key, start))
            return false;
        map.PreviousStart = _offset - key.Length;
        map.PreviousEnd = _offset;
        return true;
    }

    /// <summary>Passes over one item of any kind, checking all of it.</summary>
    public bool TrySkip()
    {
        switch (Peek())
        {
            case DagCborKind.List:
                if (TryReadList(out var list))
                {
                    while (TryNextItem(ref list))
                        TrySkip();
                }

                return _failure is null;
            case DagCborKind.Map:
                if (TryReadMap(out var map))
                {
                    while (TryNextKey(ref map, out _))
                        TrySkip();
                }

                return _failure is null;
            case DagCborKind.Bool:
                return TryReadBool(out _);
            case DagCborKind.Integer:
                return TryReadInteger(out _);
            case DagCborKind.Float:
                return TryReadFloat(out _);
            case DagCborKind.Text:
                return TryReadText(out _);
            case DagCborKind.Bytes:
                return TryReadBytes(out _);
            case DagCborKind.Link:
                return TryReadLinkBytes(out _);
            default:
                return TryReadNull();
        }
    }

    /// <summary>Passes over one item of any kind and gives its bytes.</summary>
    /// <param name="item">A slice of the input.</param>
    public bool TryReadItem(out ReadOnlySpan<byte> item)
    {
        var start = _offset;
        var read = TrySkip();
        item = read ? _source[start.._offset] : default;
        return read;
    }

    bool TryEnter(int bytesPerItem, out int count)
    {
        count = 0;
        var start = _offset;
        if (_depth == DagCborLimits.DepthMax)
            return Fail(DagCborErrorCode.Depth, start);
        if (!TryReadHead(out _, out var declared))
            return false;
        if (declared > (ulong)((_source.Length - _offset) / bytesPerItem))
            return Fail(DagCborErrorCode.Truncated, start);
        _depth++;
        count = (int)declared;
        return true;
    }

    bool IsKeyInPlace(scoped ref DagCborMap map, scoped ReadOnlySpan<byte> key, int start)
    {
        if (!Utf8.IsValid(key))
            return Fail(DagCborErrorCode.Utf8, start);
        if (map.PreviousEnd == 0)
            return true;
        if (map.Seen is not null)
            return map.Seen.Add(key) || Fail(DagCborErrorCode.KeyRepeated, start);
        var order = DagCborKeys.Compare(_source[map.PreviousStart..map.PreviousEnd], key);
        if (order < 0)
            return true;
        if (order == 0)
            return Fail(DagCborErrorCode.KeyRepeated, start);
        if (_strict)
            return Fail(DagCborErrorCode.KeyOrder, start);
        map.Seen = KeysBetween(map.FirstKey, start);
        return map.Seen.Add(key) || Fail(DagCborErrorCode.KeyRepeated, start);
    }

    /// <summary>
    /// Only a map that is out of order pays for a set. The way back is walked without checks: it has been checked, and checking
    /// again would double the work with each map inside.
    /// </summary>
    readonly KeySet KeysBetween(int start, int end)
    {
        var keys = new KeySet();
        var again = this;
        again._offset = start;
        again._checked = false;
        while (again._offset < end)
        {
            again.TryReadText(out var key);
            keys.Add(key);
            again.TrySkip();
        }

        return keys;
    }
}
