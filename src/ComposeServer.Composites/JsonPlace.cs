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
        try
        {
            return Json.TryGetProperty(name, out var value) ? new JsonPlace(value, $"{Path}.{name}", Code) : null;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    public IReadOnlyList<(string Name, JsonPlace Value)> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        var members = new List<(string, JsonPlace)>();
        try
        {
            foreach (var member in Json.EnumerateObject())
                members.Add((member.Name, new JsonPlace(member.Value, $"{Path}.{member.Name}", Code)));
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
        return members;
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
            throw NotUnicode();
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

    /// <summary>Half a surrogate pair written as an escape, in a text or in a member's name.</summary>
    CompositeException NotUnicode() => Wrong("is not valid Unicode");

    void Expect(JsonValueKind kind, string words)
    {
        if (Json.ValueKind != kind)
            throw Wrong($"is not {words}");
    }
}
