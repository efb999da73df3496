using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComposeServer.Cli.Client;

/// <summary>JSON of a node as text for standard output.</summary>
static class JsonPrint
{
    static readonly JsonWriterOptions Dense = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly JsonWriterOptions Wide = Dense with { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>On one line.</summary>
    public static string Compact(JsonElement json) => Print(json, Dense);

    /// <summary>Indented by two blanks.</summary>
    public static string Indented(JsonElement json) => Print(json, Wide);

    static string Print(JsonElement json, JsonWriterOptions options)
    {
        using var held = new MemoryStream();
        try
        {
            using var writer = new Utf8JsonWriter(held, options);
            json.WriteTo(writer);
            writer.Flush();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate exists in JSON's escapes alone: the text stays as it came.
            return json.GetRawText();
        }

        return Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length);
    }
}
