using System.Text.Json;

namespace ComposeServer.Fuzz.Targets;

/// <summary>A door behind a JSON parser: what is no JSON never gets there.</summary>
abstract class JsonTarget : FuzzTarget
{
    /// <summary>Deeper than any of our own limits, so that these are what refuses.</summary>
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 10_000 };

    public override InputForm Form => InputForm.Json;

    protected sealed override void Check(byte[] input)
    {
        if (TryParse(input) is { } json)
            Check(json);
    }

    protected abstract void Check(JsonElement json);

    /// <summary>The items of a list of two, which is how two inputs are made one.</summary>
    protected static bool TrySplit(JsonElement json, out JsonElement one, out JsonElement other)
    {
        one = other = default;
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != 2)
            return false;
        (one, other) = (json[0], json[1]);
        return true;
    }

    static JsonElement? TryParse(byte[] input)
    {
        try
        {
            return JsonElement.Parse(input, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
