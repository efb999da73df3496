using System.Text.Json;

namespace ComposeServer.Composites;

/// <summary>A value in a JSON document and the way to it, so that a reader can say what is wrong where.</summary>
/// <remarks>Path is like JSONPath, for example <c>$.models.Note.id</c>; Code is the error code of the document being read.</remarks>
readonly record struct JsonPlace(JsonElement Json, string Path, string Code)
{
    public bool IsNull => Json.ValueKind == JsonValueKind.Null;

    public bool IsText => Json.ValueKind == JsonValueKind.String;

    public JsonPlace Member(string name) => Optional(name) ?? throw Wrong($"has no member {name}");

    /// <summary>A member, or null when it is missing.</summary>
    public JsonPlace? Optional(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return Json.TryGetProperty(name, out var value) ? new JsonPlace(value, $"{Path}.{name}", Code) : null;
    }

    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        var (path, code) = (Path, Code);
        return Json.EnumerateObject()
            .Select(member => (member.Name, new JsonPlace(member.Value, $"{path}.{member.Name}", code)));
    }

    public IReadOnlyList<JsonPlace> Items()
    {
        Expect(JsonValueKind.Array, "an array");
        var (path, code) = (Path, Code);
        return [.. Json.EnumerateArray().Select((item, at) => new JsonPlace(item, $"{path}[{at}]", code))];
    }

    public IReadOnlyList<string> Texts() => [.. Items().Select(item => item.Text())];

    public string Text()
    {
        Expect(JsonValueKind.String, "a string");
        try
        {
            return Json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape has no place in a .NET string made of UTF-8.
            throw Wrong("is not valid Unicode");
        }
    }

    public bool Flag() =>
        Json.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong("is not a boolean"),
        };

    public CompositeException Wrong(string problem) =>
        CompositeException.Because(Code, $"Malformed JSON: {Path} {problem}");

    void Expect(JsonValueKind kind, string words)
    {
        if (Json.ValueKind != kind)
            throw Wrong($"is not {words}");
    }
}
