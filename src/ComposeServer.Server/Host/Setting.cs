using System.Globalization;

namespace ComposeServer.Server.Host;

/// <summary>Kind of value that a setting takes.</summary>
public enum SettingKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>On or off.</summary>
    Switch,

    /// <summary>Several texts: a flag may be repeated, the environment separates them by commas, the file holds an array.</summary>
    List,
}

/// <summary>One setting with the three names under which it can be given.</summary>
/// <param name="Key">Member of the JSON file.</param>
/// <param name="Kind">What values it takes.</param>
/// <param name="Description">For help texts.</param>
/// <param name="Check">Says what is wrong with a value, or null.</param>
/// <param name="Apply">Puts a value that passed into the options.</param>
public sealed record Setting(
    string Key,
    SettingKind Kind,
    string Description,
    Func<IReadOnlyList<string>, string?> Check,
    Func<ServerOptions, IReadOnlyList<string>, ServerOptions> Apply
)
{
    /// <summary>Name on the command line: <c>dataDir</c> becomes <c>--data-dir</c>.</summary>
    public string Flag =>
        Kind == SettingKind.List
            ? Singular("--" + Words('-').ToLowerInvariant())
            : "--" + Words('-').ToLowerInvariant();

    /// <summary>Name in the environment: <c>dataDir</c> becomes <c>COMPOSESERVER_DATA_DIR</c>.</summary>
    public string Variable => "COMPOSESERVER_" + Words('_').ToUpperInvariant();

    // A repeated flag names one value each time (--admin-did), except where the word is a fixed one (--urls).
    static string Singular(string flag) =>
        flag == "--urls" ? flag
        : flag.EndsWith("ies", StringComparison.Ordinal) ? string.Concat(flag.AsSpan(0, flag.Length - 3), "y")
        : flag.TrimEnd('s');

    string Words(char separator) =>
        string.Concat(
            Key.Select(letter => char.IsAsciiLetterUpper(letter) ? $"{separator}{letter}" : letter.ToString())
        );

    internal static string? IsWhole(IReadOnlyList<string> values, int min, int max) =>
        int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min
        && number <= max
            ? null
            : $"must be a whole number from {min} to {max}";

    internal static string? IsSwitch(IReadOnlyList<string> values) =>
        values[0] is "true" or "false" ? null : "must be true or false";

    internal static string? IsOneOf(IReadOnlyList<string> values, params string[] allowed) =>
        allowed.Contains(values[0], StringComparer.OrdinalIgnoreCase)
            ? null
            : $"must be one of {string.Join(", ", allowed)}";
}
