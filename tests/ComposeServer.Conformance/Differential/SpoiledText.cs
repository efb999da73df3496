using System.Text.RegularExpressions;
using ComposeServer.Composites;

namespace ComposeServer.Conformance.Differential;

/// <summary>A text that was spoiled.</summary>
/// <param name="What">How.</param>
/// <param name="Sdl">The text.</param>
sealed partial record SpoiledText(string What, string Sdl)
{
    /// <summary>True where ours is meant to differ from the tools; the tests of improvements shows each.</summary>
    public static bool IsOursToImprove(string? theirs, CompositeError? ours) =>
        theirs?.EndsWith(" is not a function", StringComparison.Ordinal) is true && ours is not null
        || theirs == "Maximum call stack size exceeded" && ours?.Code == CompositeErrorCode.SdlUnsupported
        || ours is { Code: CompositeErrorCode.SdlInvalid } && TwoKinds.IsMatch(ours.Message);

    /// <summary>One name for two kinds of types, of which the tools make a mixture.</summary>
    [GeneratedRegex(": it is defined as |^Cannot extend non-", RegexOptions.None, 1_000)]
    private static partial Regex TwoKinds { get; }

    /// <summary>A message without the names and numbers of its text, by which kinds of messages are told apart.</summary>
    public static string Pattern(string message) => NamesAndNumbers.Replace(message.Split('\n')[0], "_");

    [GeneratedRegex(
        "\"[^\"]*\"|'[^']*'|(?<=(type|object|field|model|interface|property|models:) )\\w+",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex NamesAndNumbers { get; }
}
