using System.Text.Json;

namespace ComposeServer.Cli.Client;

/// <summary>Reads JSON that somebody else wrote: nothing is taken for granted, and nothing throws.</summary>
static class JsonMembers
{
    /// <summary>A member of the wanted kind.</summary>
    /// <returns>Undefined when there is none, or <paramref name="json"/> is no object.</returns>
    public static JsonElement Member(this JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : default;

    /// <summary>A member that is a text of valid Unicode; else null.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        try
        {
            return json.Member(name, JsonValueKind.String) is { ValueKind: JsonValueKind.String } member
                ? member.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate.
            return null;
        }
    }
}
