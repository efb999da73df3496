using System.Text;
using System.Text.Json;
using ComposeServer.Composites;

namespace ComposeServer.Conformance.Composites;

/// <summary>Recorded JSON in the one form in which texts can be compared: compact, members in their order.</summary>
static class JsonText
{
    public static string Of(JsonElement json) => Encoding.UTF8.GetString(CompactJson.ToUtf8(json.WriteTo));

    public static string Of(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
