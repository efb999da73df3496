using System.Globalization;
using System.Text.RegularExpressions;

namespace ComposeServer.Cli.Dids;

/// <summary>The end of a session, as a span from now (<c>30m</c>, <c>12h</c>, <c>7d</c>) or as a moment of ISO 8601 with an offset.</summary>
static partial class SessionExpiry
{
    static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    [GeneratedRegex(
        "^(?<count>[0-9]{1,6})(?<unit>[smhd])$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 50
    )]
    private static partial Regex Span { get; }

    /// <exception cref="CliException">It is neither, or it is over.</exception>
    public static DateTimeOffset Read(string text, DateTimeOffset now)
    {
        var end = TryReadSpan(text) is { } span ? now + span : ReadMoment(text);
        return end > now
            ? end
            : throw CliException.BadValue(CliErrorCode.InvalidSession, $"--expires: {text} lies in the past");
    }

    static TimeSpan? TryReadSpan(string text)
    {
        if (Span.Match(text) is not { Success: true } match)
            return null;
        var count = int.Parse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups["unit"].ValueSpan switch
        {
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(count),
        };
    }

    static DateTimeOffset ReadMoment(string text) =>
        (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
        && DateTimeOffset.TryParseExact(
            text,
            Moments,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        )
            ? moment
            : throw CliException.BadValue(
                CliErrorCode.InvalidSession,
                $"--expires: '{text}' is neither a span such as 30m, 12h or 7d nor a moment such as 2030-01-31T12:00:00Z"
            );
}
