using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Query.Schema;

/// <summary>Checks of text scalars, as strict as the JS runtime's and in its words (composedb.md 1.5).</summary>
/// <remarks>Each gives the reason for which a text is refused, or null.</remarks>
static partial class ScalarText
{
    /// <summary>Milliseconds that a pattern may take; a text that takes longer is refused.</summary>
    const int TimeoutMs = 50;

    /// <summary>ISO 3166-1 alpha-2, and XK.</summary>
    static readonly FrozenSet<string> Countries = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB
        BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
        BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX
        CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
        FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
        GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
        IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA
        LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
        ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE
        NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
        PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
        SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
        TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
        UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(
        StringComparer.OrdinalIgnoreCase
    );

    public static string? StreamIdFault(string text) =>
        !StreamRef.TryFind(text, out var found, out var error) ? error
        : found.Commit is not null ? $"Invalid StreamID string {text}: contains commit"
        : null;

    public static string? CommitIdFault(string text) =>
        !StreamRef.TryFind(text, out var found, out var error) ? error
        : found.Commit is null ? $"Error while parsing CommitID from string {text}: no commit information provided"
        : null;

    public static string? CidFault(string text) =>
        Cid.TryParse(text, out _)
            ? null
            : "To parse non base32, base36 or base58btc encoded CID multibase decoder must be provided";

    public static string? AccountIdFault(string text) =>
        AccountId.IsMatch(text) ? null : $"Invalid accountId provided: {text}";

    public static string? ChainIdFault(string text) =>
        ChainId.IsMatch(text) ? null : $"Invalid chainId provided: {text}";

    public static string? DidFault(string text) => DidText.IsMatch(text) ? null : $"Value is not a valid DID: {text}";

    public static string? DateFault(string text) =>
        Date.IsMatch(text) ? null : $"Date cannot represent an invalid date-string {text}.";

    public static string? DateTimeFault(string text) =>
        DateTimeText.IsMatch(text) ? null : $"DateTime cannot represent an invalid date-time-string {text}.";

    public static string? DateTimeOutputFault(string text) =>
        DateTimeFault(text)
        ?? (text[^1] is 'Z' or 'z' ? null : $"DateTime string must be formatted to UTC time {text}.");

    public static string? TimeFault(string text) =>
        Time.IsMatch(text) ? null : $"Time cannot represent an invalid time-string {text}.";

    public static string? LocalDateFault(string text) =>
        text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", out _)
            ? null
            : $"Value is not a valid LocalDate: {text}";

    public static string? LocalTimeFault(string text) =>
        LocalTime.IsMatch(text) ? null : $"Value is not a valid LocalTime: {text}";

    public static string? DurationFault(string text) =>
        Duration.IsMatch(text) ? null : $"Value is not a valid ISO Duration: {text}";

    public static string? TimeZoneFault(string text) =>
        TimeZoneName.IsMatch(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? null
            : $"Value is not a valid IANA time zone: {text}";

    public static string? UtcOffsetFault(string text) =>
        UtcOffset.IsMatch(text) ? null : $"Value is not a valid UTC Offset: {text}";

    public static string? CountryCodeFault(string text) =>
        Countries.Contains(text) ? null : $"Value is not a valid country code: {text}";

    public static string? LocaleFault(string text) =>
        Locale.IsMatch(text) ? null : $"Value is not a valid BCP-47 standard formatted string. Received: {text}";

    /// <summary>CIDs come in and go out as version 1.</summary>
    public static string NormalisedCid(string text)
    {
        var cid = Cid.Parse(text);
        return (cid.Version == 0 ? Cid.Create(cid.Codec, cid.HashCode, cid.Digest) : cid).ToString();
    }

    /// <summary>The first StreamID in a text, without a prefix.</summary>
    public static string NormalisedStreamId(string text) =>
        StreamRef.TryFind(text, out var found, out _) ? found.Stream.ToString() : text;

    /// <summary>The first CommitID in a text, without a prefix.</summary>
    public static string NormalisedCommitId(string text) =>
        StreamRef.TryFind(text, out var found, out _) ? found.ToString() : text;

    [GeneratedRegex(
        @"^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}:[-.%a-zA-Z0-9]{1,128}\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex AccountId { get; }

    [GeneratedRegex(
        @"^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex ChainId { get; }

    [GeneratedRegex(
        @"^did:[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+:[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]*:?[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]*:?[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]*\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex DidText { get; }

    [GeneratedRegex(
        @"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex Date { get; }

    [GeneratedRegex(
        @"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex DateTimeText { get; }

    [GeneratedRegex(
        @"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex Time { get; }

    [GeneratedRegex(
        @"^([0-1][0-9]|2[0-3]):([0-5][0-9])(:[0-5][0-9](\.[0-9]{3})?)?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex LocalTime { get; }

    [GeneratedRegex(
        @"^(-|\+)?P(?!\z)((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?Y)?((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?M)?((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?W)?((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?D)?(T(?=(-|\+)?[0-9])((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?H)?((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?M)?((-|\+)?[0-9]+(?:(\.|,)[0-9]+)?S)?)?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex Duration { get; }

    [GeneratedRegex(
        @"^[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9_+-]{1,30}){0,2}\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex TimeZoneName { get; }

    [GeneratedRegex(@"^[+-]?[0-9]{2}:[0-9]{2}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: TimeoutMs)]
    private static partial Regex UtcOffset { get; }

    [GeneratedRegex(
        @"^(((en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE)|(art-lojban|cel-gaulish|no-bok|no-nyn|zh-guoyu|zh-hakka|zh-min|zh-min-nan|zh-xiang))|((([A-Za-z]{2,3}(-([A-Za-z]{3}(-[A-Za-z]{3}){0,2}))?)|[A-Za-z]{4}|[A-Za-z]{5,8})(-([A-Za-z]{4}))?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-([0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+))*(-(x(-[A-Za-z0-9]{1,8})+))?)|(x(-[A-Za-z0-9]{1,8})+))\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: TimeoutMs
    )]
    private static partial Regex Locale { get; }
}
