using System.Text.RegularExpressions;

namespace ComposeServer.Composites.Runtime;

/// <summary>Case conversion of names as the JS tools do it; the results are names of generated types and fields.</summary>
/// <remarks>Words split before a capital that follows a small letter or digit, and before the last capital of an acronym that a
/// word follows (<c>URLBookmark</c>: URL, Bookmark). Source: <c>composedb.md</c> 6, <c>naming.json</c>.</remarks>
static partial class NameCase
{
    /// <summary><c>URLBookmark</c> → <c>UrlBookmark</c>.</summary>
    public static string Pascal(string name) => string.Concat(Words(name).Select(Capitalised));

    /// <summary><c>URLBookmark</c> → <c>urlBookmark</c>.</summary>
    public static string Camel(string name) =>
        string.Concat(Words(name).Select((word, at) => at == 0 ? word.ToLowerInvariant() : Capitalised(word, at)));

    static string Capitalised(string word, int at)
    {
        // Two numbers that met would read as one.
        var first = at > 0 && char.IsAsciiDigit(word[0]) ? $"_{word[0]}" : word[..1].ToUpperInvariant();
        return first + word[1..].ToLowerInvariant();
    }

    static string[] Words(string name)
    {
        var split = AfterSmall.Replace(name.Trim(), "${before}\0${after}");
        split = AfterAcronym.Replace(split, "${before}\0${after}");
        return NoWord.Replace(split, "\0").Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(
        @"(?<before>[\p{Ll}0-9])(?<after>\p{Lu})",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex AfterSmall { get; }

    [GeneratedRegex(
        @"(?<before>\p{Lu})(?<after>\p{Lu}\p{Ll})",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex AfterAcronym { get; }

    [GeneratedRegex(@"[^\p{L}0-9]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NoWord { get; }
}
