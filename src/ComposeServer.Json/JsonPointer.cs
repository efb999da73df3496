namespace ComposeServer.Json;

/// <summary>Where a value stands in a JSON document: member names and list indices from the root down. Source: RFC 6901.</summary>
public sealed class JsonPointer
{
    readonly string[] segments;

    JsonPointer(string text, string[] segments)
    {
        Text = text;
        this.segments = segments;
    }

    /// <summary>The pointer as it was written.</summary>
    public string Text { get; }

    /// <summary>Its parts with <c>~1</c> and <c>~0</c> read; none for the root.</summary>
    public IReadOnlyList<string> Segments => segments;

    /// <summary>True for the pointer <c>""</c>, the whole document.</summary>
    public bool IsRoot => segments.Length == 0;

    /// <summary>The member of the root that is touched; null for the root itself.</summary>
    public string? FirstSegment => segments.Length == 0 ? null : segments[0];

    internal ReadOnlySpan<string> Parts => segments;

    /// <summary>False unless empty or starting with <c>/</c>, or when a <c>~</c> is followed by neither <c>0</c> nor <c>1</c>.</summary>
    public static bool TryParse(string text, out JsonPointer pointer)
    {
        pointer = null!;
        if (text.Length > 0 && text[0] != '/')
            return false;
        for (var at = text.IndexOf('~'); at >= 0; at = text.IndexOf('~', at + 1))
        {
            if (at + 1 >= text.Length || text[at + 1] is not ('0' or '1'))
                return false;
        }
        pointer = new(text, text.Length == 0 ? [] : Split(text[1..]));
        return true;
    }

    /// <summary>
    /// Reads as the JS patch library does: what stands before the first <c>/</c> is ignored, a lone <c>~</c> is itself, and a text
    /// without any <c>/</c> names the member <c>undefined</c>.
    /// </summary>
    internal static JsonPointer ParseAsReference(string? text)
    {
        if (text is "")
            return new("", []);
        var slash = text?.IndexOf('/') ?? -1;
        return new(text ?? "", slash < 0 ? ["undefined"] : Split(text![(slash + 1)..]));
    }

    /// <summary>The pointer one step further down.</summary>
    public JsonPointer Child(string segment) => new($"{Text}/{Escape(segment)}", [.. segments, segment]);

    /// <summary>The root.</summary>
    public static JsonPointer Root { get; } = new("", []);

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal bool IsPrefixOf(JsonPointer other) =>
        segments.Length <= other.segments.Length && other.Parts[..segments.Length].SequenceEqual(segments);

    static string[] Split(string text)
    {
        var parts = text.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Contains('~', StringComparison.Ordinal))
                parts[i] = parts[i]
                    .Replace("~1", "/", StringComparison.Ordinal)
                    .Replace("~0", "~", StringComparison.Ordinal);
        }
        return parts;
    }

    static string Escape(string segment) =>
        segment.AsSpan().ContainsAny('~', '/')
            ? segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : segment;
}
