using System.Text.Json;

namespace ComposeServer.Conformance.Vectors;

/// <summary>Where the cases of a file are. What lies beside them belongs to all of them.</summary>
abstract record CaseShape
{
    /// <summary>The items of lists that are members of the root; those of <c>cases</c> are named without their list.</summary>
    public sealed record Lists(params string[] Names) : CaseShape;

    /// <summary>The members of the root that are objects or lists, or its items when it is a list.</summary>
    public sealed record Members : CaseShape;

    /// <summary>The file as a whole.</summary>
    public sealed record Whole : CaseShape;

    /// <summary>Path and name of every case; a name occurs once.</summary>
    public IReadOnlyList<CasePlace> Find(JsonElement root)
    {
        var places = this switch
        {
            Lists lists => lists.Names.SelectMany(list => Items(root, list)),
            Members when root.ValueKind == JsonValueKind.Array => Items(root, "", ""),
            Members => root.EnumerateObject()
                .Where(member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                .Select(member => new CasePlace(member.Name, member.Name, member.Value)),
            _ => [new CasePlace("whole", "", root)],
        };
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. places.Select(place => place with { Name = Once(seen, place.Name) })];
    }

    static IEnumerable<CasePlace> Items(JsonElement root, string list) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty(list, out var items)
        && items.ValueKind == JsonValueKind.Array
            ? Items(items, list, list == "cases" ? "" : list + " ")
            : [];

    static IEnumerable<CasePlace> Items(JsonElement items, string path, string prefix) =>
        items
            .EnumerateArray()
            .Select((item, index) => new CasePlace(prefix + NameOf(item, index), ReadMarks.Item(path, index), item));

    static string NameOf(JsonElement item, int index) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
        && name.GetString() is { Length: > 0 } text
            ? text
            : $"#{index}";

    static string Once(Dictionary<string, int> seen, string name)
    {
        var count = seen[name] = seen.GetValueOrDefault(name) + 1;
        return count == 1 ? name : $"{name} ({count})";
    }
}

/// <summary>A case in its file.</summary>
readonly record struct CasePlace(string Name, string Path, JsonElement Json);
