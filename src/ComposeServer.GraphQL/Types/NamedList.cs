using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.GraphQL.Types;

/// <summary>Something with a name that is unique among its siblings.</summary>
public interface INamed
{
    string Name { get; }
}

/// <summary>An ordered, immutable list whose items are also found by name.</summary>
public sealed class NamedList<T> : IReadOnlyList<T>
    where T : class, INamed
{
    /// <summary>The list without items.</summary>
    public static readonly NamedList<T> Empty = new([]);

    // Lists up to this length are searched item by item, which is faster than hashing.
    const int SearchLengthMax = 4;
    readonly ImmutableArray<T> items;
    readonly Dictionary<string, T>? byName;

    /// <summary>Copies the items.</summary>
    /// <exception cref="ArgumentException">Two items have the same name.</exception>
    public NamedList(IEnumerable<T> source)
    {
        items = [.. source];
        if (items.Length > SearchLengthMax)
        {
            byName = new Dictionary<string, T>(items.Length, StringComparer.Ordinal);
        }

        for (var i = 0; i < items.Length; i++)
        {
            var name = items[i].Name;
            if (byName is null ? Search(name, i) is not null : !byName.TryAdd(name, items[i]))
            {
                throw new ArgumentException($"There are two items named \"{name}\".", nameof(source));
            }
        }
    }

    public int Count => items.Length;

    public T this[int index] => items[index];

    /// <summary>The item of that name, or null.</summary>
    public T? this[string name] => byName is null ? Search(name, items.Length) : byName.GetValueOrDefault(name);

    public bool TryGet(string name, [MaybeNullWhen(false)] out T item) => (item = this[name]) is not null;

    public bool Contains(string name) => this[name] is not null;

    public ImmutableArray<T>.Enumerator GetEnumerator() => items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    T? Search(string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (string.Equals(items[i].Name, name, StringComparison.Ordinal))
            {
                return items[i];
            }
        }

        return null;
    }
}
