using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>Makes one string per distinct name of a document.</summary>
sealed class NameTable
{
    // Longer names are rare: they get a string of their own.
    const int SharedLengthMax = 128;

    readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The string of a name.</summary>
    /// <param name="name">ASCII, as every name is.</param>
    public string Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > SharedLengthMax)
        {
            return Encoding.ASCII.GetString(name);
        }

        Span<char> text = stackalloc char[name.Length];
        Encoding.ASCII.GetChars(name, text);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var known))
        {
            known = text.ToString();
            names.Add(known);
        }

        return known;
    }
}
