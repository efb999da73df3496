using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Testing.Nodes;

/// <summary>Reads answers by path, for example <c>postIndex.edges.0.node.title</c>.</summary>
public static class JsonReading
{
    /// <exception cref="KeyNotFoundException">There is nothing at the path.</exception>
    public static JsonElement At(this JsonElement json, string path)
    {
        var place = json;
        foreach (var step in path.Split('.'))
        {
            var found = place.ValueKind switch
            {
                JsonValueKind.Object => place.TryGetProperty(step, out place),
                JsonValueKind.Array => TryItem(ref place, step),
                _ => false,
            };
            if (!found)
                throw new KeyNotFoundException($"nothing at '{step}' of {path} in {json}");
        }

        return place;
    }

    /// <summary>The text at a path; null for JSON null.</summary>
    public static string? Text(this JsonElement json, string path) => json.At(path).GetString();

    /// <summary>The number at a path.</summary>
    public static long Number(this JsonElement json, string path) => json.At(path).GetInt64();

    /// <summary>The flag at a path.</summary>
    public static bool Flag(this JsonElement json, string path) => json.At(path).GetBoolean();

    /// <summary>The items of the list at a path.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement json, string path) =>
        [.. json.At(path).EnumerateArray()];

    static bool TryItem(ref JsonElement place, string step)
    {
        if (!int.TryParse(step, CultureInfo.InvariantCulture, out var index) || index >= place.GetArrayLength())
            return false;
        place = place[index];
        return true;
    }
}
