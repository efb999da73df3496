using System.Text.Json;

namespace ComposeServer.Conformance.Vectors;

/// <summary>Which parts of a recorded file somebody has looked at: paths such as <c>cases[3].jws.payload</c>.</summary>
sealed class ReadMarks
{
    readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>The value at that path was read, with everything in it.</summary>
    public void Add(string path) => _paths.Add(path);

    /// <summary>Paths of the leaves below <paramref name="json"/> that nobody read. A leaf is a scalar or an empty container.</summary>
    public IEnumerable<string> Unread(JsonElement json, string path)
    {
        if (_paths.Contains(path))
            return [];
        return json.ValueKind switch
        {
            JsonValueKind.Object when json.EnumerateObject().Any() => json.EnumerateObject()
                .SelectMany(member => Unread(member.Value, Member(path, member.Name))),
            JsonValueKind.Array when json.GetArrayLength() > 0 => json.EnumerateArray()
                .SelectMany((item, index) => Unread(item, Item(path, index))),
            _ => [path],
        };
    }

    public static string Member(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Item(string path, int index) => $"{path}[{index}]";
}
