using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld;

/// <summary>A map from distinct strings to values that remembers the order in which its entries came.</summary>
public sealed record IpldMap : IpldValue
{
    /// <summary>Up to this many entries a look-up walks; beyond, it makes a table once.</summary>
    const int WalkMax = 8;

    readonly KeyValuePair<string, IpldValue>[] _entries;
    Dictionary<string, int>? _positions;
    bool? _isCanonical;

    IpldMap(KeyValuePair<string, IpldValue>[] entries) => _entries = entries;

    /// <summary>Shared.</summary>
    public static IpldMap Empty { get; } = new([]);

    /// <summary>All entries in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, IpldValue>> Entries => _entries;

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Length;

    internal ReadOnlySpan<KeyValuePair<string, IpldValue>> Span => _entries;

    /// <summary>True if the entries stand in the order in which DAG-CBOR writes them; found once. A torn read says false, which only costs a sort.</summary>
    internal bool IsCanonical => _isCanonical ??= DagCborKeys.AreInOrder(_entries);

    /// <summary>The value of a key.</summary>
    /// <exception cref="KeyNotFoundException">The map has no such key.</exception>
    public IpldValue this[string key] =>
        TryGet(key, out var value) ? value : throw new KeyNotFoundException($"no member {key}");

    /// <summary>A map of these entries.</summary>
    /// <exception cref="ArgumentException">A key comes twice.</exception>
    public static IpldMap Of(params ReadOnlySpan<(string Key, IpldValue Value)> entries)
    {
        var pairs = new KeyValuePair<string, IpldValue>[entries.Length];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = new(entries[i].Key, entries[i].Value);
        return TryFrom(pairs, out var map) ? map : throw new ArgumentException("a key comes twice", nameof(entries));
    }

    /// <summary>A map of these entries.</summary>
    /// <exception cref="ArgumentException">A key comes twice.</exception>
    public static IpldMap From(IEnumerable<KeyValuePair<string, IpldValue>> entries) =>
        TryFrom([.. entries], out var map) ? map : throw new ArgumentException("a key comes twice", nameof(entries));

    /// <summary>True, with its value, if the map has the key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out IpldValue? value)
    {
        var at = PositionOf(key);
        value = at < 0 ? null : _entries[at].Value;
        return value is not null;
    }

    /// <summary>True, with its value, if the map has the key and the value is of that kind.</summary>
    public bool TryGet<T>(string key, [NotNullWhen(true)] out T? value)
        where T : IpldValue
    {
        value = TryGet(key, out var any) ? any as T : null;
        return value is not null;
    }

    /// <summary>True if the map has the key, also with null behind it.</summary>
    public bool Has(string key) => PositionOf(key) >= 0;

    /// <summary>This map with one entry set: in its old place, or at the end.</summary>
    public IpldMap With(string key, IpldValue value)
    {
        var at = PositionOf(key);
        KeyValuePair<string, IpldValue>[] entries = at < 0 ? [.. _entries, default] : [.. _entries];
        entries[at < 0 ? ^1 : at] = new(key, value);
        return new(entries);
    }

    /// <summary>This map without an entry; itself if it has none.</summary>
    public IpldMap Without(string key)
    {
        var at = PositionOf(key);
        return at < 0 ? this : new([.. _entries.AsSpan(0, at), .. _entries.AsSpan(at + 1)]);
    }

    /// <summary>Equal entries in any order.</summary>
    public bool Equals(IpldMap? other)
    {
        if (other is null || other.Count != Count)
            return false;
        for (var i = 0; i < _entries.Length; i++)
        {
            var (key, value) = _entries[i];
            var there =
                other._entries[i].Key == key ? other._entries[i].Value
                : other.TryGet(key, out var found) ? found
                : null;
            if (!value.Equals(there))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var sum = Count;
        foreach (var (key, value) in _entries)
            sum = unchecked(sum + HashCode.Combine(key, value));
        return sum;
    }

    /// <summary>Takes over an array whose keys are known to be distinct.</summary>
    internal static IpldMap Adopt(KeyValuePair<string, IpldValue>[] entries) =>
        entries.Length == 0 ? Empty : new(entries);

    /// <summary>Takes over an array; false if a key comes twice.</summary>
    internal static bool TryFrom(KeyValuePair<string, IpldValue>[] entries, [NotNullWhen(true)] out IpldMap? map)
    {
        map = Adopt(entries);
        if (entries.Length <= WalkMax)
        {
            for (var i = 1; i < entries.Length; i++)
            {
                if (map.Walk(entries[i].Key) != i)
                    return false;
            }

            return true;
        }

        map._positions = new(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
        {
            if (!map._positions.TryAdd(entries[i].Key, i))
                return false;
        }

        return true;
    }

    int PositionOf(string key)
    {
        if (_entries.Length <= WalkMax)
            return Walk(key);
        return (_positions ??= MakePositions()).TryGetValue(key, out var at) ? at : -1;
    }

    int Walk(string key)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    /// <summary>Two threads may both make it; either result serves.</summary>
    Dictionary<string, int> MakePositions()
    {
        var positions = new Dictionary<string, int>(_entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < _entries.Length; i++)
            positions.Add(_entries[i].Key, i);
        return positions;
    }
}
