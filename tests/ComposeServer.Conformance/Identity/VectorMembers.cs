using System.Text.Json;

namespace ComposeServer.Conformance.Identity;

/// <summary>Short ways to the members of a recorded case.</summary>
static class VectorMembers
{
    public static string Text(this JsonElement value, params string[] path) => At(value, path).GetString()!;

    public static byte[] Hex(this JsonElement value, string name) => Convert.FromHexString(value.Text(name));

    public static JsonElement At(this JsonElement value, params string[] path) =>
        path.Aggregate(value, (at, name) => at.GetProperty(name));
}
