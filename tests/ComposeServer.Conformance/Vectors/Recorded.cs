using System.Text.Json;

namespace ComposeServer.Conformance.Vectors;

/// <summary>A recorded value that remembers what was read of it; its members are those of <see cref="JsonElement"/>.</summary>
/// <remarks>To look up a member reads nothing. To take a scalar reads it; <see cref="Json"/> reads the value with everything in it.</remarks>
readonly struct Recorded(JsonElement json, ReadMarks? marks, string path)
{
    /// <summary>The value as it is, which counts as read whole.</summary>
    public JsonElement Json
    {
        get
        {
            marks?.Add(path);
            return json;
        }
    }

    /// <summary>Of null, true and false the kind says everything, so these are read by it.</summary>
    public JsonValueKind ValueKind =>
        json.ValueKind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False
            ? Json.ValueKind
            : json.ValueKind;

    public Recorded this[int index] => new(json[index], marks, ReadMarks.Item(path, index));

    public Recorded GetProperty(string name) =>
        TryGetProperty(name, out var value) ? value : throw new KeyNotFoundException($"no member {name} at {path}");

    public bool TryGetProperty(string name, out Recorded value)
    {
        var isThere = json.TryGetProperty(name, out var found);
        value = isThere ? new(found, marks, ReadMarks.Member(path, name)) : default;
        return isThere;
    }

    public bool IsObject => json.ValueKind == JsonValueKind.Object;

    public bool Has(string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _);

    public IReadOnlyList<Recorded> EnumerateArray()
    {
        if (json.GetArrayLength() == 0)
            marks?.Add(path);
        var self = this;
        return [.. Enumerable.Range(0, json.GetArrayLength()).Select(index => self[index])];
    }

    public IReadOnlyList<KeyValuePair<string, Recorded>> EnumerateObject()
    {
        var self = this;
        KeyValuePair<string, Recorded>[] members =
        [
            .. json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, self.GetProperty(member.Name))),
        ];
        if (members.Length == 0)
            marks?.Add(path);
        return members;
    }

    public int GetArrayLength() => json.GetArrayLength();

    public string? GetString() => Json.GetString();

    public bool GetBoolean() => Json.GetBoolean();

    public int GetInt32() => Json.GetInt32();

    public ulong GetUInt64() => Json.GetUInt64();

    public string GetRawText() => Json.GetRawText();

    public override string ToString() => Json.ToString();

    /// <summary>The text at the end of a path of members.</summary>
    public string Text(params string[] path) => At(path).GetString()!;

    /// <summary>The bytes that a member spells in hexadecimal.</summary>
    public byte[] Hex(string name) => Convert.FromHexString(Text(name));

    public Recorded At(params string[] path) => path.Aggregate(this, (at, name) => at.GetProperty(name));

    /// <summary>The texts of a list of strings.</summary>
    public IEnumerable<string> Texts(string name) =>
        GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
