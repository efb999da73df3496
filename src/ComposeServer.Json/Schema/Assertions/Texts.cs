using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>minLength</c> and <c>maxLength</c>, counted in Unicode code points.</summary>
/// <param name="limit">A whole number; beyond the range of integers it is cut.</param>
/// <param name="text">The limit for the message.</param>
sealed class TextLengthMax(long limit, string text) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        // A code point takes one byte at least, however it is spelled.
        var raw = value.RawText();
        return raw.Length <= limit
            || CodePoints.Count(raw) <= limit
            || run.Fail($"must NOT have more than {text} characters");
    }
}

/// <inheritdoc cref="TextLengthMax"/>
sealed class TextLengthMin(long limit, string text) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var raw = value.RawText();
        return (raw.Length >= limit && CodePoints.Count(raw) >= limit)
            || run.Fail($"must NOT have fewer than {text} characters");
    }
}

/// <summary><c>pattern</c>.</summary>
sealed class PatternMatch(EcmaPattern pattern) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run) =>
        pattern.IsMatch(value.RawText(), ref run) || run.Fail($"must match pattern \"{pattern.Source}\"");
}

/// <summary>Counts code points in the content of a JSON string as spelled.</summary>
static class CodePoints
{
    public static int Count(ReadOnlySpan<byte> raw)
    {
        if (raw.Contains((byte)'\\'))
            return CountEscaped(raw);
        var count = 0;
        foreach (var unit in raw)
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }

    static int CountEscaped(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        var afterHigh = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                count += (raw[i] & 0xC0) == 0x80 ? 0 : 1;
                afterHigh = false;
                continue;
            }
            var unit = JsonText.Unescape(raw[(i + 1)..], out var taken);
            i += taken;
            if (afterHigh && char.IsLowSurrogate(unit))
            {
                afterHigh = false;
                continue;
            }
            count++;
            afterHigh = char.IsHighSurrogate(unit);
        }
        return count;
    }
}
