using System.Text.Json;

namespace ComposeServer.Cli;

/// <summary>JSON on the command line.</summary>
static class JsonText
{
    const int DepthMax = 128;

    /// <exception cref="CliException"><see cref="CliErrorCode.InvalidJson"/>, with line and column.</exception>
    public static JsonDocument Parse(string text, string what)
    {
        try
        {
            return JsonDocument.Parse(text, new() { MaxDepth = DepthMax });
        }
        catch (JsonException fault)
        {
            throw CliException.BadValue(
                CliErrorCode.InvalidJson,
                $"{what}: not JSON, line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}"
            );
        }
    }

    /// <summary>JSON that must be an object.</summary>
    public static JsonElement ParseObject(string text, string what)
    {
        using var json = Parse(text, what);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.Clone()
            : throw CliException.BadValue(CliErrorCode.InvalidJson, $"{what}: must be a JSON object");
    }
}
