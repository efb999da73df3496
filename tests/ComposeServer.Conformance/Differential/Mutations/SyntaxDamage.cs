namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>Damage to a text that knows nothing of its parts.</summary>
static class SyntaxDamage
{
    static readonly string[] Pieces =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "!",
        ":",
        "@",
        "&",
        "|",
        "=",
        "\"",
        "\"\"\"",
        "#",
        "$",
        "...",
        "1",
        "-",
        "0",
        "1.",
        "e",
        "type ",
        "extend ",
        "\\",
        "\u0007",
        "é",
        "😀",
        "\uFEFF",
        "'",
        ";",
        "null",
        ",",
    ];

    public static string Apply(string text, Chance chance)
    {
        var at = chance.Below(text.Length);
        return chance.Below(5) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, chance.Of(Pieces)),
            2 => text[..at],
            3 => text.Remove(at, Math.Min(chance.From(1, 20), text.Length - at)),
            _ => text.Remove(at, 1).Insert(at, chance.Of(Pieces)),
        };
    }
}
