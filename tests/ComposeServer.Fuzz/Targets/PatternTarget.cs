using System.Text;
using System.Text.RegularExpressions;
using ComposeServer.Json.Schema;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Patterns of schemas: our linear matcher beside .NET's engine. An input is a pattern, a line feed, and a text.</summary>
sealed class PatternTarget : TextTarget
{
    static readonly TimeSpan PeerTimeMax = TimeSpan.FromMilliseconds(20);

    public override string Name => "pattern";

    public override IReadOnlyList<string> Words { get; } =
    [
        "^",
        "$",
        ".",
        "*",
        "+",
        "?",
        "|",
        "(",
        ")",
        "(?:",
        "(?=",
        "(?!",
        "(?<=",
        "(?<a>",
        "\\k<a>",
        "\\1",
        "[",
        "]",
        "[^",
        "-",
        "{2}",
        "{1,3}",
        "{2,}",
        "*?",
        "+?",
        "\\d",
        "\\w",
        "\\s",
        "\\S",
        "\\b",
        "\\p{L}",
        "\\P{Lu}",
        "\\p{Script=Greek}",
        "\\u{1F600}",
        "\\uD83D\\uDE00",
        "\\u0041",
        "\\x41",
        "\\cA",
        "\\0",
        "\\/",
        "\\-",
        "😀",
        "é",
        "a",
        "b",
        "\u2028",
    ];

    public override IEnumerable<byte[]> Seeds() =>
        Utf8([
            "^did:[a-z0-9]+:[a-zA-Z0-9._%-]*$\ndid:key:z6Mk",
            "^(a+)+$\naaaaaaaaaaaaaaaaaaaaab",
            "(a|b)*c{2,3}?[^d-f]\\d\nababccg1",
            "\\p{L}+\\s\\w{3}\né abc",
            "^(?=a)(a)\\1$\naa",
            "[\\u{1F600}-\\u{1F64F}]|\\uD83D\\uDE00\n😀",
            "^$\n",
            "(?:(?:a{3}){3}|b)+\naaaaaaaaab",
        ]);

    public override byte[] Make(Random chance)
    {
        var text = new StringBuilder();
        foreach (var length in new[] { chance.Next(1, 12), chance.Next(0, 12) })
        {
            for (var i = 0; i < length; i++)
                text.Append(Words[chance.Next(Words.Count)]);
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    protected override void Check(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
            return;
        var (source, subject) = (text[..end], text[(end + 1)..]);
        EcmaPattern pattern = null!;
        if (!Door.Through(() => EcmaPattern.TryCompile(source, SchemaLimits.Default, out pattern, out _)))
            return;
        var matches = Door.Through(() => Matches(pattern, subject));
        if (pattern.IsBacktracking || matches is null || subject.Length > 1_000)
            return;
        var syntax = new PatternReader(source, isUnicode: true).Read()!;
        if (PeerMatches(DotNetPattern.Write(syntax), subject) is { } expected)
            Oracle.Holds(matches == expected, $"both engines say the same: ours {matches}");
    }

    /// <summary>Null when the work ran out.</summary>
    static bool? Matches(EcmaPattern pattern, string subject)
    {
        var run = new Evaluation(SchemaLimits.Default, subject.Length);
        var matches = pattern.IsMatch(subject, ref run);
        bool? answer = run.Fault is null ? matches : null;
        run.Dispose();
        return answer;
    }

    static bool? PeerMatches(string pattern, string subject)
    {
        try
        {
            return Regex.IsMatch(subject, pattern, RegexOptions.CultureInvariant, PeerTimeMax);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
