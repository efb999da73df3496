using System.Text;
using System.Text.Json;

namespace ComposeServer.Conformance.Vectors;

/// <summary>One recorded file. A file that is not JSON has one case, its text.</summary>
sealed class VectorDocument
{
    VectorDocument(string name, string text, JsonElement? root)
    {
        Name = name;
        Text = text;
        Root = root;
        var claims = VectorClaims.Of(name);
        var shape =
            claims.Select(one => one.Shape).OfType<CaseShape>().FirstOrDefault() ?? new CaseShape.Lists("cases");
        Cases = (claims.Count, root) switch
        {
            (0, _) => [],
            (_, { } json) => shape.Find(json),
            _ when name.EndsWith(".json", StringComparison.Ordinal) => [],
            _ => [new("whole", "", default)],
        };
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>Null when the file is not JSON.</summary>
    public JsonElement? Root { get; }

    public IReadOnlyList<CasePlace> Cases { get; }

    public static VectorDocument Load(string name, string path)
    {
        var text = File.ReadAllText(path, Encoding.UTF8);
        return new(name, text, name.EndsWith(".json", StringComparison.Ordinal) ? Parse(text) : null);
    }

    static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
