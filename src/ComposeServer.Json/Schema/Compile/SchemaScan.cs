using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>Finds the identifiers in a document: only where schemas stand, never in values such as those of <c>enum</c>.</summary>
sealed class SchemaScan(SchemaLimits limits, bool refusesAmbiguity, bool takesAnchorsFromIds)
{
    /// <summary>Characters of the pointers to all subschemas: one long name would be part of thousands of them.</summary>
    const int PointerCharsMax = 2_000_000;

    int subschemasLeft = limits.SubschemasMax;
    int pointerCharsLeft = PointerCharsMax;

    readonly HashSet<string> identifiers = new(StringComparer.Ordinal);

    /// <summary>The document's own resource first.</summary>
    public List<SchemaEntry> Found { get; } = [];

    public void Read(SchemaDocument document, JsonElement root, string uri)
    {
        var entry = Enter(document, root, "", uri);
        Read(root, "", entry, depth: 0);
    }

    void Read(JsonElement schema, string pointer, SchemaEntry entry, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        if (depth > limits.DepthMax)
            throw new SchemaException(SchemaErrorCode.TooLarge, $"schema nested deeper than {limits.DepthMax}");
        if (--subschemasLeft < 0)
            throw new SchemaException(SchemaErrorCode.TooLarge, $"more than {limits.SubschemasMax} subschemas");
        if ((pointerCharsLeft -= pointer.Length) < 0)
            throw new SchemaException(SchemaErrorCode.TooLarge, "names of members too long for so many subschemas");
        if (pointer.Length > 0 && Identifier(schema) is { } id)
            entry = Enter(entry.Document, schema, pointer, UriResolution.Resolve(entry.Resource.BaseUri, id));
        foreach (var member in schema.EnumerateObject())
        {
            var name = member.Text();
            if (name is "$anchor" or "$dynamicAnchor" && member.Value.ValueKind == JsonValueKind.String)
                AddAnchor(entry, member.Value.Text(), new(schema, entry, pointer), isDynamic: name == "$dynamicAnchor");
            if (takesAnchorsFromIds && name == "$id" && Anchor(member.Value) is { } named)
                AddAnchor(entry, named, new(schema, entry, pointer), isDynamic: false);
            foreach (var (child, path) in Subschemas.Under(name, member.Value))
                Read(child, $"{pointer}{path}", entry, depth + 1);
        }
    }

    SchemaEntry Enter(SchemaDocument document, JsonElement root, string pointer, string uri)
    {
        if (pointer.Length == 0 && Identifier(root) is { } id)
            uri = UriResolution.Resolve(uri, id);
        if (!identifiers.Add(uri) && refusesAmbiguity)
            throw Ambiguous(uri);
        var entry = new SchemaEntry(new SchemaResource(uri), document, root, pointer);
        document.Resources[pointer] = entry;
        Found.Add(entry);
        return entry;
    }

    void AddAnchor(SchemaEntry entry, string anchor, SchemaLocation location, bool isDynamic)
    {
        if (!entry.Anchors.TryAdd(anchor, location) && refusesAmbiguity)
            throw Ambiguous($"{entry.Resource.BaseUri}#{anchor}");
        if (isDynamic)
            entry.DynamicAnchors.Add(anchor);
    }

    /// <summary>The URI reference of <c>$id</c>, without an empty fragment; null when there is none or it only is a fragment.</summary>
    static string? Identifier(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return null;
        var id = schema.Member("$id");
        if (id.ValueKind != JsonValueKind.String)
            return null;
        var (uri, fragment) = UriResolution.Split(id.Text());
        return uri.Length > 0 && string.IsNullOrEmpty(fragment) ? uri : null;
    }

    /// <summary>Of draft-07: an identifier that only is a fragment names a place as <c>$anchor</c> does.</summary>
    static string? Anchor(JsonElement id) =>
        id.ValueKind == JsonValueKind.String && id.Text() is ['#', not '/', ..] text ? text[1..] : null;

    static SchemaException Ambiguous(string reference) =>
        new(SchemaErrorCode.AmbiguousReference, $"reference \"{reference}\" resolves to more than one schema");
}

/// <summary>Where subschemas stand in a schema.</summary>
static class Subschemas
{
    /// <summary>The schemas under a keyword, each with its pointer from the schema that has the keyword.</summary>
    public static IEnumerable<(JsonElement Schema, string Pointer)> Under(string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "allOf" or "anyOf" or "oneOf" or "prefixItems" or "items" when value.ValueKind == JsonValueKind.Array:
                var at = 0;
                foreach (var item in value.EnumerateArray())
                    yield return (item, $"/{keyword}/{at++}");
                break;
            case "additionalProperties"
            or "additionalItems"
            or "propertyNames"
            or "items"
            or "contains"
            or "not"
            or "if"
            or "then"
            or "else":
            case "unevaluatedItems" or "unevaluatedProperties" or "contentSchema":
                yield return (value, $"/{keyword}");
                break;
            case "$defs"
            or "definitions"
            or "properties"
            or "patternProperties"
            or "dependentSchemas"
            or "dependencies" when value.ValueKind == JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    yield return (member.Value, $"/{keyword}{JsonPointer.Root.Child(member.Text()).Text}");
                break;
        }
    }
}
