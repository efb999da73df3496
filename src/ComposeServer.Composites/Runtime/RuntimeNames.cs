namespace ComposeServer.Composites.Runtime;

/// <summary>One of the four maps of a runtime definition while it is being built; remembers names given twice.</summary>
sealed class RuntimeNames<T>(string kind)
{
    readonly SortedDictionary<string, T> entries = new(StringComparer.Ordinal);
    readonly List<string> warnings = [];

    public IReadOnlyList<string> Warnings => warnings;

    public void Set(string name, T value)
    {
        if (entries.TryGetValue(name, out var before) && !Same(before, value))
            warnings.Add($"The {kind} {name} is defined more than once, the last definition stays");
        entries[name] = value;
    }

    /// <summary>The entries by key in UTF-16 order.</summary>
    public OrderedMap<T> Sorted() => new(entries);

    /// <summary>Models that share an embedded type define it alike, which is no reason to warn.</summary>
    static bool Same(T before, T value) =>
        (before, value) switch
        {
            (OrderedMap<RuntimeField> one, OrderedMap<RuntimeField> other) => one.SequenceEqual(other),
            (IReadOnlyList<string> one, IReadOnlyList<string> other) => one.SequenceEqual(other),
            _ => false,
        };
}
