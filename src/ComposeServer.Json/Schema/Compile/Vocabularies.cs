using System.Text.Json;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>Which keywords count in a document. Source: JSON Schema 2020-12 core, section 8.1.</summary>
static class Vocabularies
{
    const string Prefix = "https://json-schema.org/draft/2020-12/vocab/";

    static readonly Dictionary<string, string[]> Keywords = new(StringComparer.Ordinal)
    {
        ["applicator"] =
        [
            "prefixItems",
            "items",
            "contains",
            "additionalProperties",
            "properties",
            "patternProperties",
            "dependentSchemas",
            "propertyNames",
            "if",
            "then",
            "else",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
        ],
        ["unevaluated"] = ["unevaluatedItems", "unevaluatedProperties"],
        ["validation"] =
        [
            "type",
            "const",
            "enum",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired",
        ],
    };

    /// <summary>Keywords of the vocabularies that the document's own meta-schema leaves out; none for a meta-schema nobody knows.</summary>
    public static HashSet<string> IgnoredBy(JsonElement root, IReadOnlyDictionary<string, JsonElement> documents)
    {
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        if (
            root.ValueKind != JsonValueKind.Object
            || root.Member("$schema") is not { ValueKind: JsonValueKind.String } dialect
        )
            return ignored;
        if (!documents.TryGetValue(dialect.Text(), out var meta) || meta.ValueKind != JsonValueKind.Object)
            return ignored;
        if (meta.Member("$vocabulary") is not { ValueKind: JsonValueKind.Object } vocabulary)
            return ignored;
        foreach (var (name, keywords) in Keywords)
        {
            if (vocabulary.Member(Prefix + name).ValueKind == JsonValueKind.Undefined)
                ignored.UnionWith(keywords);
        }
        return ignored;
    }
}
