using System.Text.Json;

namespace ComposeServer.Json;

/// <summary>Members of an object by name and in JavaScript's order. A repeated member counts with its last value.</summary>
sealed class MemberTable
{
    readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);

    MemberTable(JsonElement map)
    {
        var names = new List<string>();
        foreach (var member in map.EnumerateObject())
        {
            var name = member.Text();
            if (!values.ContainsKey(name))
                names.Add(name);
            values[name] = member.Value;
        }
        Names = EcmaOrder.Of([.. names]);
    }

    public static MemberTable Of(JsonElement map) => new(map);

    /// <summary>In the order in which JavaScript enumerates them.</summary>
    public string[] Names { get; }

    /// <summary>The value, or <see cref="JsonValueKind.Undefined"/>.</summary>
    public JsonElement this[string name] => values.GetValueOrDefault(name);

    public bool Has(string name) => values.ContainsKey(name);
}
