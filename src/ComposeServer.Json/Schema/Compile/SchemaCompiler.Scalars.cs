using System.Text.Json;
using ComposeServer.Json.Schema.Assertions;
using ComposeServer.Json.Schema.Formats;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Json.Schema.Compile;

// Keywords for numbers and texts.
sealed partial class SchemaCompiler
{
    readonly Dictionary<string, EcmaPattern> patterns = new(StringComparer.Ordinal);

    public static void ReadNumberLimit(CompileScope scope, NodeParts parts, string keyword, int sign, bool exclusive) =>
        parts.ForNumbers.Add(new NumberLimit(Number(scope, keyword).Raw().ToArray(), sign, exclusive));

    public void ReadMultipleOf(CompileScope scope, NodeParts parts)
    {
        var divisor = Number(scope, "multipleOf").Raw().ToArray();
        parts.ForNumbers.Add(
            IsAjv
                ? new MultipleOfDouble(EcmaNumber.Parse(divisor), EcmaNumber.Format(divisor))
                : new MultipleOf(divisor)
        );
    }

    public static void ReadLength(CompileScope scope, NodeParts parts, string keyword)
    {
        var (limit, text) = Count(scope, keyword);
        parts.ForTexts.Add(keyword == "maxLength" ? new TextLengthMax(limit, text) : new TextLengthMin(limit, text));
    }

    public void ReadPattern(CompileScope scope, NodeParts parts) =>
        parts.ForTexts.Add(new PatternMatch(Pattern(Word(scope, "pattern"))));

    public void ReadFormat(CompileScope scope, NodeParts parts)
    {
        if (!IsAjv && !options.AssertFormats)
            return;
        var name = Word(scope, "format");
        var format = FormatCatalogue.Find(name);
        if (format is null && IsAjv)
            throw new SchemaException(
                SchemaErrorCode.UnknownFormat,
                $"unknown format \"{name}\" ignored in schema at path \"{scope.ErrorPath}\""
            );
        if (format?.Text is { } forTexts)
            parts.ForTexts.Add(new TextFormatCheck(name, forTexts));
        if (format?.Number is { } forNumbers)
            parts.ForNumbers.Add(new NumberFormatCheck(name, forNumbers));
    }

    public static void ReadFormatLimit(CompileScope scope, NodeParts parts, string keyword, int sign, bool exclusive)
    {
        if (!scope.Has("format"))
            throw new SchemaException(
                SchemaErrorCode.Invalid,
                $"parent schema must have dependencies of {keyword}: format"
            );
        if (scope[keyword].ValueKind != JsonValueKind.String)
            throw new SchemaException(SchemaErrorCode.Invalid, $"{keyword} value must be [\"string\"]");
        var name = Word(scope, "format");
        var format = FormatCatalogue.Find(name)!;
        // Formats that judge nothing cannot be compared, and nobody minds.
        if (format.Text is null && format.Number is null)
            return;
        if (format.Order is not { } order)
            throw new SchemaException(
                SchemaErrorCode.Invalid,
                $"\"{keyword}\": format \"{name}\" does not define \"compare\" function"
            );
        parts.ForTexts.Add(new FormatLimit(order, Word(scope, keyword), sign, exclusive));
    }

    EcmaPattern Pattern(string source)
    {
        if (patterns.TryGetValue(source, out var known))
            return known;
        if (patterns.Count == options.Limits.PatternsMax)
            throw new SchemaException(SchemaErrorCode.TooLarge, $"more than {options.Limits.PatternsMax} patterns");
        if (!EcmaPattern.TryCompile(source, options.Limits, out var pattern, out var error))
            throw new SchemaException(error);
        return patterns[source] = pattern;
    }

    static JsonElement Number(CompileScope scope, string keyword) =>
        scope[keyword] is { ValueKind: JsonValueKind.Number } number
            ? number
            : throw Malformed(scope, keyword, "a number");

    /// <summary>A whole number that is not negative, cut to what can be counted, and its text.</summary>
    static (long Limit, string Text) Count(CompileScope scope, string keyword)
    {
        var literal = Number(scope, keyword).Raw();
        if (!NumberText.IsInteger(literal) || NumberText.Compare(literal, "0"u8) < 0)
            throw Malformed(scope, keyword, "a whole number");
        return ((long)Math.Min(EcmaNumber.Parse(literal), long.MaxValue / 2), EcmaNumber.Format(literal));
    }
}
