using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>What the compiler knows of a schema resource.</summary>
sealed class SchemaEntry(SchemaResource resource, SchemaDocument document, JsonElement root, string pointer)
{
    public SchemaResource Resource { get; } = resource;

    public SchemaDocument Document { get; } = document;

    public JsonElement Root { get; } = root;

    /// <summary>Where the root stands in the document.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>Plain and dynamic anchors.</summary>
    public Dictionary<string, SchemaLocation> Anchors { get; } = new(StringComparer.Ordinal);

    public HashSet<string> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    public SchemaLocation Location => new(Root, this, Pointer);
}

/// <summary>One JSON text with all resources in it.</summary>
sealed class SchemaDocument(HashSet<string> ignored)
{
    /// <summary>Resources by the pointer to their root.</summary>
    public Dictionary<string, SchemaEntry> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>Members of large objects that references lead into, by the pointer to the object: thousands may lead into one.</summary>
    public Dictionary<string, MemberTable> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Keywords of vocabularies that the document's meta-schema does not have.</summary>
    public HashSet<string> Ignored { get; } = ignored;
}

/// <summary>A subschema and where it stands.</summary>
/// <param name="Schema">Object or boolean, or nonsense that the compiler will refuse.</param>
/// <param name="Entry">The resource it belongs to.</param>
/// <param name="Pointer">From the root of the document.</param>
readonly record struct SchemaLocation(JsonElement Schema, SchemaEntry Entry, string Pointer);
