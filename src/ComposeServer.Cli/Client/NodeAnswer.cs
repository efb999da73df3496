using System.Text;
using System.Text.Json;

namespace ComposeServer.Cli.Client;

/// <summary>What a node answered.</summary>
/// <param name="Request">Method and address, for messages.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">As it came.</param>
sealed record NodeAnswer(string Request, int Status, ReadOnlyMemory<byte> Body)
{
    const int DepthMax = 256;
    const int ExcerptMax = 300;

    static readonly JsonDocumentOptions Reading = new() { MaxDepth = DepthMax };

    /// <summary>Name of this version of the resource, if the node gives one.</summary>
    public string? ETag { get; init; }

    /// <summary>The node did what was asked.</summary>
    public bool IsOk => Status is >= 200 and < 300;

    /// <summary>The code that the node gave with an error; null from nodes that give none.</summary>
    public string? Code => TryParse()?.Text("code");

    /// <summary>The body of an answer that must be good.</summary>
    /// <exception cref="CliException">
    /// The node's own code, else <see cref="CliErrorCode.NodeRefused"/>; <see cref="CliErrorCode.NodeAnswerInvalid"/> when it is not JSON.
    /// </exception>
    public JsonElement Json() => IsOk ? TryParse() ?? throw Invalid("the answer is not JSON") : throw Refusal();

    /// <summary>The body, if it is JSON.</summary>
    public JsonElement? TryParse()
    {
        try
        {
            using var document = JsonDocument.Parse(Body, Reading);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of the answer that must be a text.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.NodeAnswerInvalid"/>.</exception>
    public string RequireText(JsonElement json, string name) =>
        json.Text(name) ?? throw Invalid($"the answer has no text {name}");

    /// <summary>A member of the answer that must be there.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.NodeAnswerInvalid"/>.</exception>
    public JsonElement Require(JsonElement json, string name, JsonValueKind kind) =>
        json.Member(name, kind) is { ValueKind: not JsonValueKind.Undefined } member
            ? member
            : throw Invalid($"the answer has no {name}");

    /// <summary>The answer is not what a node gives.</summary>
    public CliException Invalid(string detail) => new(CliErrorCode.NodeAnswerInvalid, $"{Request}: {detail}");

    /// <summary>The answer as an error: address, status and the node's words.</summary>
    public CliException Refusal(string hint = "") =>
        new(Code ?? CliErrorCode.NodeRefused, $"{Request} answered {Status}: {Words()}{hint}");

    string Words() => TryParse()?.Text("error") ?? Excerpt(Encoding.UTF8.GetString(Body.Span).Trim());

    static string Excerpt(string text) =>
        text.Length > ExcerptMax ? string.Concat(text.AsSpan(0, ExcerptMax), "…") : text;
}
