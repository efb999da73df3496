using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.Differential.Mutations;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Damage to a source that knows the lexical grammar and nothing else.</summary>
static class SourceDamage
{
    static readonly string[] Pieces =
    [
        "\\u12",
        "\\u00e9",
        "\\u{1F600}",
        "\\u{110000}",
        "\\u{}",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\x",
        "\"a\\u{d800}b\"",
        "\"a\nb\"",
        "\"\"\"a\\\"\"\"b\r\n c\"\"\"",
        "\"\"\"\"\"\"",
        "\"\"",
        "1.e5",
        "01",
        "-0.5E+10",
        "1e",
        "1.5.2",
        "12a",
        "0xF",
        "-",
        "..",
        "....",
        "\r",
        "\r\n",
        "\t",
        "\u00a0",
        "\u2028",
        "\u0000",
        "\u007f",
        "# a comment \"with\" {\n",
        "?",
        "on",
        "fragment ",
        "query ",
        "subscription ",
        "extend ",
        "repeatable ",
        "implements ",
        "true",
        "{ }",
        "()",
        "[]",
        "$a",
        "@a",
        "!!",
        "&",
        "|",
        ": Int = $a",
        "(a: $b)",
        "€",
    ];

    public static string Apply(string source, Chance chance)
    {
        // Nothing may be left of it by now.
        if (source.Length == 0)
            return chance.Of(Pieces);
        // Damage of all kinds of texts also cuts characters in two, which no source in UTF-8 can hold.
        if (chance.OneIn(3))
            return Whole(SyntaxDamage.Apply(source, chance));
        var at = chance.Below(source.Length + 1);
        if (chance.OneIn(2))
            at = BetweenTokens(source, at);
        var piece = chance.OneIn(4) ? Token(source, chance) : chance.Of(Pieces);
        return Whole(source.Insert(at, piece));
    }

    /// <summary>The place after the next white space.</summary>
    static int BetweenTokens(string source, int at) =>
        source.IndexOfAny([' ', '\n'], Math.Min(at, source.Length - 1)) is >= 0 and var found ? found + 1 : at;

    static string Token(string source, Chance chance)
    {
        var tokens = source.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return $" {chance.Of(tokens)} ";
    }

    static string Whole(string source) =>
        string.Concat(source.EnumerateRunes().Select(rune => rune.Value == 0xfffd ? "" : rune.ToString()));
}
