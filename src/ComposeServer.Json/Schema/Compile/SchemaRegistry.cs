using System.Text.Json;
using ComposeServer.Json.Schema.Meta;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>Finds schemas by URI, anchor and pointer. Source: JSON Schema 2020-12 core, sections 8.2 and 9.</summary>
sealed class SchemaRegistry(SchemaOptions options)
{
    /// <summary>Members from which on a table is worth its memory.</summary>
    const int TableFrom = 16;

    readonly Dictionary<string, SchemaEntry> byUri = new(StringComparer.Ordinal);
    readonly List<SchemaEntry> entries = [];

    /// <summary>All resources of the documents in use; grows while references are followed.</summary>
    public IReadOnlyList<SchemaEntry> Entries => entries;

    /// <summary>Takes a document and all resources in it.</summary>
    public SchemaEntry Add(string uri, JsonElement root)
    {
        var document = new SchemaDocument(Vocabularies.IgnoredBy(root, options.Documents));
        var scan = new SchemaScan(
            options.Limits,
            refusesAmbiguity: options.Mode != SchemaMode.Suite,
            takesAnchorsFromIds: options.Mode == SchemaMode.Draft07
        );
        scan.Read(document, root, uri);
        foreach (var entry in scan.Found)
        {
            entries.Add(entry);
            byUri.TryAdd(entry.Resource.BaseUri, entry);
        }
        var first = scan.Found[0];
        byUri.TryAdd(uri, first);
        return first;
    }

    /// <summary>Follows a reference.</summary>
    /// <returns>False when nothing is there.</returns>
    public bool TryFind(SchemaEntry from, string reference, out SchemaLocation location)
    {
        location = default;
        var (uri, fragment) = UriResolution.Split(reference);
        if (Find(from, uri) is not { } entry)
            return false;
        if (string.IsNullOrEmpty(fragment))
        {
            location = entry.Location;
            return true;
        }
        fragment = Uri.UnescapeDataString(fragment);
        return fragment[0] == '/'
            ? TryWalk(entry, fragment, out location)
            : entry.Anchors.TryGetValue(fragment, out location);
    }

    SchemaEntry? Find(SchemaEntry from, string uri)
    {
        if (uri.Length == 0)
            return from;
        var absolute = UriResolution.Resolve(from.Resource.BaseUri, uri);
        if (byUri.TryGetValue(absolute, out var known))
            return known;
        if (
            options.Documents.TryGetValue(absolute, out var other)
            || MetaSchemas.Of(options.Mode).ByUri.TryGetValue(absolute, out other)
        )
            return Add(absolute, other);
        return null;
    }

    static bool TryWalk(SchemaEntry entry, string pointer, out SchemaLocation location)
    {
        location = entry.Location;
        if (!JsonPointer.TryParse(pointer, out var path))
            return false;
        foreach (var segment in path.Segments)
        {
            var schema = Step(location, segment);
            if (schema.ValueKind == JsonValueKind.Undefined)
                return false;
            var place = location.Pointer + JsonPointer.Root.Child(segment).Text;
            var owner = location.Entry.Document.Resources.GetValueOrDefault(place, location.Entry);
            location = new(schema, owner, place);
        }
        return true;
    }

    static JsonElement Step(SchemaLocation at, string segment)
    {
        var value = at.Schema;
        if (value.ValueKind == JsonValueKind.Object)
            return value.GetPropertyCount() < TableFrom ? value.Member(segment) : TableOf(at)[segment];
        var isIndex = int.TryParse(segment, out var index) && index >= 0;
        return value.ValueKind == JsonValueKind.Array && isIndex && index < value.GetArrayLength()
            ? value[index]
            : default;
    }

    static MemberTable TableOf(SchemaLocation at)
    {
        var tables = at.Entry.Document.Tables;
        if (!tables.TryGetValue(at.Pointer, out var table))
            tables[at.Pointer] = table = MemberTable.Of(at.Schema);
        return table;
    }
}
