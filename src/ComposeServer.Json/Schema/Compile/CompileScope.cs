using System.Text.Json;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>Where the compiler stands. The parts for strict mode follow ajv's own context, which decides what is an error.</summary>
sealed class CompileScope
{
    public required SchemaLocation Location { get; init; }

    /// <summary>The schema location for messages, a URI fragment such as <c>#/properties/a</c>.</summary>
    public required string ErrorPath { get; init; }

    public required int Depth { get; init; }

    /// <summary>Types that the schemas applied to the same value have allowed so far.</summary>
    public List<string> DataTypes { get; set; } = [];

    /// <summary>Members declared by the schemas around, as far as they have been read.</summary>
    public HashSet<string> Defined { get; set; } = new(StringComparer.Ordinal);

    public JsonElement Schema => Location.Schema;

    public SchemaEntry Entry => Location.Entry;

    /// <summary>The value of a keyword of this schema, or Undefined.</summary>
    public JsonElement this[string keyword] => Schema.Member(keyword);

    public bool Has(string keyword) => this[keyword].ValueKind != JsonValueKind.Undefined;

    /// <summary>For a subschema that is applied to the same value.</summary>
    public CompileScope InPlace(JsonElement schema, string keyword, string? key = null) =>
        Step(schema, keyword, key, DataTypes, Defined);

    /// <summary>For a subschema that is applied to a part of the value.</summary>
    /// <param name="schema">The subschema.</param>
    /// <param name="keyword">Under which it stands.</param>
    /// <param name="key">Its name or index there.</param>
    /// <param name="type">The type that the part is known to have.</param>
    public CompileScope Below(JsonElement schema, string keyword, string? key = null, string? type = null)
    {
        // The set is new for the outer schema as well.
        Defined = new(StringComparer.Ordinal);
        return Step(schema, keyword, key, type is null ? [] : [type], Defined);
    }

    CompileScope Step(JsonElement schema, string keyword, string? key, List<string> types, HashSet<string> defined)
    {
        var step = JsonPointer.Root.Child(keyword);
        var pointer = Location.Pointer + (key is null ? step : step.Child(key)).Text;
        var entry = Entry.Document.Resources.GetValueOrDefault(pointer, Entry);
        return new()
        {
            Location = new(schema, entry, pointer),
            ErrorPath = key is null ? $"{ErrorPath}/{keyword}" : $"{ErrorPath}/{keyword}/{Fragment(key)}",
            Depth = Depth + 1,
            DataTypes = types,
            Defined = defined,
        };
    }

    /// <summary>As JavaScript's encodeURIComponent of an escaped pointer segment.</summary>
    static string Fragment(string key) =>
        Uri.EscapeDataString(JsonPointer.Root.Child(key).Text[1..])
            .Replace("%21", "!", StringComparison.Ordinal)
            .Replace("%27", "'", StringComparison.Ordinal)
            .Replace("%28", "(", StringComparison.Ordinal)
            .Replace("%29", ")", StringComparison.Ordinal)
            .Replace("%2A", "*", StringComparison.Ordinal);
}
