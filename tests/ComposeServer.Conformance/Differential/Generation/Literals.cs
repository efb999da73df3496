namespace ComposeServer.Conformance.Differential.Generation;

/// <summary>Literals as they are written in SDL.</summary>
static class Literals
{
    static readonly string[] Texts =
    [
        "\"plain\"",
        "\"with \\\"quotes\\\" and \\\\ and \\/\"",
        "\"tab\\tnew\\nline \\u00e9 \\u{1F600}\"",
        "\"ümläut 漢字 😀\"",
        "\"\"\"block\"\"\"",
        "\"\"\"\n    first\n      second \\\"\"\" quoted\n\n    third\n  \"\"\"",
        "\" \"",
        "\"</script>&'<\"",
        "\"del\u007f\u2028 é\"",
    ];

    public static string Text(Chance chance) => chance.OneIn(2) ? Texts[0] : chance.Of(Texts);

    /// <summary>Bounds and default of a number, of which each may be missing; the default lies between.</summary>
    public static string Numbers(Chance chance, string directive, bool isInteger)
    {
        var (least, middle, most) = isInteger
            ? chance.Of(
                ("0", "1", "10"),
                ("-5", "-5", "-5"),
                ("-2147483648", "0", "2147483647"),
                ("1", "2", "2"),
                ("-0", "0", "7")
            )
            : chance.Of(
                ("0", "1", "10"),
                ("-1.5", "0.1", "2.5"),
                ("1.0", "2.0", "3.0"),
                ("-1e3", "1E-7", "1e21"),
                ("-0.0", "0.30000000000000004", "9007199254740993"),
                ("-123456789012345680000", "5e-324", "1.7976931348623157e308")
            );
        List<string> arguments = [];
        if (chance.OneIn(2))
            arguments.Add($"min: {least}");
        if (chance.OneIn(2))
            arguments.Add($"max: {most}");
        if (chance.OneIn(2))
            arguments.Add($"default: {middle}");
        if (chance.OneIn(6))
            arguments.Add(arguments.Exists(one => one.StartsWith("max", StringComparison.Ordinal)) ? "" : "max: null");
        chance.Shuffle(arguments);
        var written = string.Join(", ", arguments.Where(one => one.Length > 0));
        return written.Length == 0 ? $"@{directive}" : $"@{directive}({written})";
    }

    /// <summary>Bounds of a text or list; the least does not have to lie below the most.</summary>
    public static string Lengths(Chance chance, string directive)
    {
        var most = chance.Of("1", "0", "20", "100", "2147483647");
        return chance.Below(4) switch
        {
            0 => $"@{directive}(minLength: {chance.Of("0", "1", "30")}, maxLength: {most})",
            1 when directive == "string" => $"@string(maxLength: 300, default: {Text(chance)})",
            2 when directive == "string" => $"@string(default: null, maxLength: {most}, minLength: null)",
            _ => $"@{directive}(maxLength: {most})",
        };
    }
}
