namespace ComposeServer.Json.Schema.Patterns;

/// <summary>The named sets of ECMAScript's regular expressions.</summary>
static class CodePointSets
{
    public static CodePointSet Digits { get; } = CodePointSet.Of(('0', '9'));

    public static CodePointSet Word { get; } = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>ECMA-262, WhiteSpace and LineTerminator.</summary>
    public static CodePointSet Space { get; } =
        CodePointSet.Of(
            (0x9, 0xD),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF)
        );

    /// <summary>What <c>.</c> matches without the flag <c>s</c>.</summary>
    public static CodePointSet Dot { get; } = CodePointSet.Of((0xA, 0xA), (0xD, 0xD), (0x2028, 0x2029)).Complement();
}
