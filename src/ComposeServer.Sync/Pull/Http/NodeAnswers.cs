using System.Text;
using System.Text.Json;

namespace ComposeServer.Sync.Pull.Http;

/// <summary>Reads answers that anybody may have written: nothing is taken for granted.</summary>
static class NodeAnswers
{
    const int DepthMax = 256;
    const int ExcerptMax = 300;

    static readonly JsonDocumentOptions Reading = new() { MaxDepth = DepthMax };

    /// <summary>The body as JSON.</summary>
    /// <exception cref="NodeFault"><see cref="NodeFaultCode.AnswerInvalid"/>.</exception>
    public static JsonElement Json(string call, byte[] body) =>
        TryParse(body) ?? throw Invalid(call, $"the answer is not JSON: {Excerpt(Encoding.UTF8.GetString(body))}");

    /// <summary>A member that must be there.</summary>
    /// <exception cref="NodeFault"><see cref="NodeFaultCode.AnswerInvalid"/>.</exception>
    public static JsonElement Require(string call, JsonElement json, string name, JsonValueKind kind) =>
        json.Member(name, kind) is { ValueKind: not JsonValueKind.Undefined } member
            ? member
            : throw Invalid(call, $"the answer has no {name}");

    /// <summary>A member of the wanted kind; undefined when there is none.</summary>
    public static JsonElement Member(this JsonElement json, string name, JsonValueKind kind)
    {
        try
        {
            return
                json.ValueKind == JsonValueKind.Object
                && json.TryGetProperty(name, out var member)
                && member.ValueKind == kind
                ? member
                : default;
        }
        catch (InvalidOperationException)
        {
            // The name of another member is not Unicode.
            return default;
        }
    }

    /// <summary>A member that is a text of valid Unicode; else null.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        try
        {
            return json.Member(name, JsonValueKind.String) is { ValueKind: JsonValueKind.String } member
                ? member.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate.
            return null;
        }
    }

    public static NodeFault Invalid(string call, string detail) =>
        new(NodeFaultCode.AnswerInvalid, $"{call}: {detail}");

    public static NodeFault TooLarge(HttpRequestMessage request, int bytesMax) =>
        new(NodeFaultCode.AnswerTooLarge, Say(request, $"the answer has more than {bytesMax} bytes"));

    public static NodeFault Redirect(HttpRequestMessage request, HttpResponseMessage response) =>
        new(
            NodeFaultCode.Redirected,
            Say(
                request,
                $"answered {(int)response.StatusCode} and named {Excerpt(response.Headers.Location?.ToString() ?? "nothing")}; "
                    + "if that is the node, import from there"
            )
        );

    public static NodeFault Refusal(HttpRequestMessage request, HttpResponseMessage response, byte[] body) =>
        new(
            NodeFaultCode.Refused,
            Say(
                request,
                $"answered {(int)response.StatusCode}: {Excerpt(WordsOf(body) ?? Encoding.UTF8.GetString(body))}"
            )
        );

    /// <summary>The answer is an error of a node: JSON with a message.</summary>
    public static bool HasWords(byte[] body) => WordsOf(body) is not null;

    public static string Say(HttpRequestMessage request, string what) =>
        $"{request.Method} {request.RequestUri}: {what}";

    static string? WordsOf(byte[] body) => TryParse(body)?.Text("error");

    static JsonElement? TryParse(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body, Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Excerpt(string text) =>
        text.Length > ExcerptMax ? string.Concat(text.AsSpan(0, ExcerptMax), "…") : text.Trim();
}
