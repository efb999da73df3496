using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>An ECMAScript regular expression with the flag <c>u</c>, found anywhere in a text.</summary>
/// <remarks>
/// Runs on <see cref="LinearMatcher"/> unless it looks around, refers back, asks for word boundaries or has thousands of states; then on
/// .NET's backtracking engine under a time limit. A lone surrogate in a text counts as U+FFFD.
/// <para>
/// .NET's own linear engine was measured and left: 3.3 µs for the pattern of a DID where ours takes 0.1, up to 0.6 s to build for
/// <c>\p{L}</c>, and for such sets it misses line feeds.
/// </para>
/// </remarks>
sealed class EcmaPattern
{
    const int InlineChars = 256;
    const int RegexBytes = 4_000;
    const int RegexBytesPerChar = 40;

    readonly LinearMatcher? linear;
    readonly Regex? regex;

    EcmaPattern(string source, LinearMatcher? linear, Regex? regex)
    {
        Source = source;
        this.linear = linear;
        this.regex = regex;
    }

    /// <summary>As it stands in the schema.</summary>
    public string Source { get; }

    /// <summary>True when matching may take more than linear time, and so runs under the time limit.</summary>
    public bool IsBacktracking => regex is not null;

    /// <summary>About what it takes in memory when it has been in use for long.</summary>
    public long SizeBytes => linear?.SizeBytes ?? RegexBytes + (RegexBytesPerChar * Source.Length);

    /// <summary>Reads a pattern.</summary>
    /// <returns>False with a reason when it is not one.</returns>
    public static bool TryCompile(string source, SchemaLimits limits, out EcmaPattern pattern, out SchemaError error)
    {
        pattern = null!;
        error = null!;
        if (source.Length > limits.PatternLengthMax)
        {
            error = new(
                SchemaErrorCode.TooLarge,
                $"pattern of {source.Length} characters, limit {limits.PatternLengthMax}"
            );
            return false;
        }
        var reader = new PatternReader(source, isUnicode: true);
        if (reader.Read() is not { } syntax)
        {
            error = new(SchemaErrorCode.InvalidPattern, $"Invalid regular expression: /{source}/u: {reader.Fault}");
            return false;
        }
        var linear = LinearMatcher.Of(syntax);
        var regex = linear is null
            ? new Regex(DotNetPattern.Write(syntax), RegexOptions.CultureInvariant, limits.PatternTimeMax)
            : null;
        pattern = new(source, linear, regex);
        return true;
    }

    /// <summary>True when one of the patterns is found.</summary>
    public static bool AnyMatches(EcmaPattern[] patterns, string text, ref Evaluation run)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(text, ref run))
                return true;
        }
        return false;
    }

    /// <summary>True when the pattern is found.</summary>
    /// <param name="raw">Content of a JSON string as spelled.</param>
    /// <param name="run">Gets the fault when time runs out.</param>
    public bool IsMatch(ReadOnlySpan<byte> raw, ref Evaluation run)
    {
        if (raw.Contains((byte)'\\'))
            return IsMatch(JsonText.Decode(raw), ref run);
        if (linear is not null)
            return IsLinearMatch(raw, ref run);
        var rented = raw.Length > InlineChars ? ArrayPool<char>.Shared.Rent(raw.Length) : null;
        Span<char> text = rented ?? stackalloc char[InlineChars];
        Utf8.ToUtf16(raw, text, out _, out var length);
        var matches = IsRegexMatch(text[..length], ref run);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return matches;
    }

    /// <inheritdoc cref="IsMatch(ReadOnlySpan{byte}, ref Evaluation)"/>
    public bool IsMatch(string text, ref Evaluation run)
    {
        // Encoding turns a lone surrogate into U+FFFD.
        var utf8 = Encoding.UTF8.GetBytes(text);
        return linear is not null ? IsLinearMatch(utf8, ref run) : IsRegexMatch(Encoding.UTF8.GetString(utf8), ref run);
    }

    bool IsLinearMatch(ReadOnlySpan<byte> text, ref Evaluation run)
    {
        var matches = linear!.IsMatch(text, ref run.PatternWork);
        if (run.PatternWork < 0)
            run.TimeOut();
        return matches;
    }

    bool IsRegexMatch(ReadOnlySpan<char> text, ref Evaluation run)
    {
        if (run.Fault is not null)
            return false;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var matches = regex!.IsMatch(text);
            run.CountMatch(started);
            return matches;
        }
        catch (RegexMatchTimeoutException)
        {
            run.TimeOut();
            return false;
        }
    }
}
