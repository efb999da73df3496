using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Composites;

/// <summary>Immutable map from text to values that keeps the order in which its entries were written.</summary>
/// <remarks>Order is part of the meaning here: it decides the printed GraphQL schema and the bytes of the files we write.</remarks>
[SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "The word for this shape is map; the interface is an implementation detail."
)]
public sealed class OrderedMap<T> : IReadOnlyDictionary<string, T>
{
    readonly OrderedDictionary<string, T> entries;

    /// <summary>Copies the entries; of two with one key the first gives the place, the last the value.</summary>
    public OrderedMap(IEnumerable<KeyValuePair<string, T>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        this.entries = new(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            this.entries[key] = value;
    }

    OrderedMap() => entries = new(StringComparer.Ordinal);

    /// <summary>The map without entries.</summary>
    [SuppressMessage(
        "Design",
        "CA1000",
        Justification = "As with ImmutableArray<T>.Empty, the type argument is what is being asked for."
    )]
    public static OrderedMap<T> Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<T> Values => entries.Values;

    /// <inheritdoc/>
    public T this[string key] => entries[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);

    /// <summary>This map with one entry set: in its old place when the key is known, else at the end.</summary>
    public OrderedMap<T> With(string key, T value) => new(entries.Append(KeyValuePair.Create(key, value)));

    /// <summary>This map with the entries of another set over it, as a JavaScript object spread does.</summary>
    public OrderedMap<T> With(OrderedMap<T> others) => new(entries.Concat(others));

    /// <summary>Enumerates the entries in order.</summary>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
