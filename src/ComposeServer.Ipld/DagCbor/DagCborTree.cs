namespace ComposeServer.Ipld.DagCbor;

/// <summary>Builds the tree of values for <see cref="DagCborDecoder"/>.</summary>
/// <remarks>
/// Children wait on one stack and become an array of the right size when their container ends: a hundred containers that each
/// declare a million items cost one stack, not a hundred arrays.
/// </remarks>
ref struct DagCborTree(ReadOnlyMemory<byte> bytes, DagCborRules rules)
{
    const int SpareMax = 1_024;

    /// <summary>The stack of the last tree on this thread, empty; most trees need no other.</summary>
    [ThreadStatic]
    static KeyValuePair<string, IpldValue>[]? s_spare;

    readonly ReadOnlyMemory<byte> _bytes = bytes;
    readonly bool _asReference = rules == DagCborRules.AsReference;
    DagCborReader _reader = new(bytes.Span, rules);
    KeyValuePair<string, IpldValue>[] _waiting = [];
    int _count;
    int _highest;

    public DagCborResult Read()
    {
        _waiting = s_spare ?? [];
        s_spare = null;
        var value = ReadValue();
        if (_waiting.Length <= SpareMax)
        {
            _waiting.AsSpan(0, _highest).Clear();
            s_spare = _waiting;
        }

        return value is not null && _reader.TryReadEnd()
            ? DagCborResult.Of(value)
            : DagCborResult.Of(_reader.Error!.Value);
    }

    IpldValue? ReadValue()
    {
        switch (_reader.Peek())
        {
            case DagCborKind.Map:
                return ReadMap();
            case DagCborKind.List:
                return ReadList();
            case DagCborKind.Text:
                return _reader.TryReadText(out var text) ? TextOf(text) : null;
            case DagCborKind.Bytes:
                return _reader.TryReadBytes(out var run) ? BytesOf(run) : null;
            case DagCborKind.Integer:
                return _reader.TryReadInteger(out var integer) ? IpldInteger.Of(integer) : null;
            case DagCborKind.Float:
                return _reader.TryReadFloat(out var number) ? FloatOf(number) : null;
            case DagCborKind.Link:
                return _reader.TryReadLink(out var cid) ? new IpldLink(cid) : null;
            case DagCborKind.Bool:
                return _reader.TryReadBool(out var truth) ? truth : null;
            default:
                return _reader.TryReadNull() ? IpldNull.Instance : null;
        }
    }

    IpldMap? ReadMap()
    {
        var start = _count;
        if (!_reader.TryReadMap(out var map))
            return null;
        while (_reader.TryNextKey(ref map, out var key))
        {
            var name = KeyText.Of(key);
            if (ReadValue() is not { } value)
                return null;
            Push(name, value);
        }

        if (_reader.Error is not null)
            return null;
        var entries = _waiting.AsSpan(start, _count - start).ToArray();
        _count = start;
        return IpldMap.Adopt(entries);
    }

    IpldList? ReadList()
    {
        var start = _count;
        if (!_reader.TryReadList(out var list))
            return null;
        while (_reader.TryNextItem(ref list))
        {
            if (ReadValue() is not { } value)
                return null;
            Push("", value);
        }

        if (_reader.Error is not null)
            return null;
        if (start == _count)
            return IpldList.Empty;
        var items = new IpldValue[_count - start];
        for (var i = 0; i < items.Length; i++)
            items[i] = _waiting[start + i].Value;
        _count = start;
        return new(items);
    }

    void Push(string key, IpldValue value)
    {
        if (_count == _waiting.Length)
            Array.Resize(ref _waiting, int.Max(16, _count * 2));
        _waiting[_count++] = new(key, value);
        _highest = int.Max(_highest, _count);
    }

    static IpldString TextOf(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty ? IpldString.Empty : new(System.Text.Encoding.UTF8.GetString(utf8));

    /// <summary>The run ends where the reader stands, so its place in the memory is known.</summary>
    readonly IpldBytes BytesOf(ReadOnlySpan<byte> run) =>
        run.IsEmpty ? IpldBytes.Empty : new(_bytes.Slice(_reader.Offset - run.Length, run.Length));

    readonly IpldValue FloatOf(double value) => _asReference ? EcmaNumber.ToIpld(value) : new IpldFloat(value);
}
