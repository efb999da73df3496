using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <summary>A request to the JS node and what it answered, as <c>recorded/</c> holds it.</summary>
/// <param name="Name">Unique over both recordings.</param>
/// <param name="Method">Of the request.</param>
/// <param name="Path">With the question.</param>
/// <param name="RequestHeaders">Empty where they were not recorded.</param>
/// <param name="RequestBody">JSON, a text for what is not JSON, or null for none. One of the recordings has none at all.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Headers">Of the answer: those that were recorded.</param>
/// <param name="Body">JSON, or a text.</param>
sealed record Exchange(
    string Name,
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> RequestHeaders,
    JsonElement? RequestBody,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    JsonElement Body
)
{
    /// <summary>Both recordings: the one in ceramic-one mode, and the one in Kubo mode.</summary>
    public static IReadOnlyDictionary<string, Exchange> All { get; } =
        ReadAnswers().Concat(ReadTranscript()).ToDictionary(exchange => exchange.Name, StringComparer.Ordinal);

    static IEnumerable<Exchange> ReadAnswers() =>
        Read("ceramic-http.json")
            .Items("exchanges")
            .Select(entry => new Exchange(
                entry.Text("name")!,
                entry.Text("method")!,
                entry.Text("path")!,
                new Dictionary<string, string>(),
                null,
                (int)entry.Number("status"),
                HeadersOf(entry),
                entry.At("body")
            ));

    static IEnumerable<Exchange> ReadTranscript() =>
        Read("http-transcript.json")
            .Items("cases")
            .Select(entry => new Exchange(
                entry.Text("name")!,
                entry.Text("request.method")!,
                entry.Text("request.path")!,
                Texts(entry.At("request.headers")),
                entry.At("request").TryGetProperty("body", out var body) ? body : null,
                (int)entry.Number("response.status"),
                Texts(entry.At("response.headers")),
                entry.At("response.body")
            ));

    static Dictionary<string, string> HeadersOf(JsonElement entry)
    {
        var headers = new Dictionary<string, string> { ["content-type"] = entry.Text("contentType")! };
        if (entry.TryGetProperty("deprecationHeader", out var old))
            headers["deprecation"] = old.GetString()!;
        return headers;
    }

    static Dictionary<string, string> Texts(JsonElement map) =>
        map.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!);

    static JsonElement Read(string file) =>
        JsonElement.Parse(Repository.Read("tests/ComposeServer.Integration/recorded/" + file));
}
