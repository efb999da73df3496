using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.GraphQL.Execution;

/// <summary>The coerced arguments of one field, in the order of its definition. Arguments neither given nor defaulted are absent.</summary>
/// <remarks>Shapes of the values: see <see cref="Types.InputLiteral"/>.</remarks>
public sealed class ArgumentValues
{
    /// <summary>No arguments at all.</summary>
    public static readonly ArgumentValues None = new([]);

    readonly KeyValuePair<string, object?>[] entries;

    internal ArgumentValues(KeyValuePair<string, object?>[] entries) => this.entries = entries;

    public int Count => entries.Length;

    /// <summary>Names and values.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Entries => entries;

    /// <summary>The value; null also when the argument is absent.</summary>
    public object? this[string name] => TryGet(name, out var value) ? value : null;

    /// <summary>Finds the value of an argument.</summary>
    /// <returns>False when the argument is absent; an explicit null is there.</returns>
    public bool TryGet(string name, out object? value)
    {
        // Fields have few arguments: a search is faster than a hash.
        foreach (var entry in entries)
        {
            if (string.Equals(entry.Key, name, StringComparison.Ordinal))
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public bool Contains(string name) => TryGet(name, out _);

    /// <summary>The value as <typeparamref name="T"/>; default when it is null, absent or of another type.</summary>
    [return: MaybeNull]
    public T Get<T>(string name) => this[name] is T value ? value : default;

    internal Dictionary<string, object?> ToDictionary() => new(entries, StringComparer.Ordinal);
}
