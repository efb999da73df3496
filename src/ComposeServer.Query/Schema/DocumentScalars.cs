using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

/// <summary>The scalars of documents with the descriptions and coercions of the JS runtime (composedb.md 1.4, 1.5).</summary>
static class DocumentScalars
{
    const string CipBase = "https://cips.ceramic.network/CIPs/cip-59#";
    const string CaipBase = "https://github.com/ChainAgnostic/CAIPs/blob/master/CAIPs/";
    const string Rfc3339 =
        "profile of the ISO 8601 standard for representation of dates and times using the Gregorian calendar.";

    static readonly ScalarType StreamId = Scalar(
        "CeramicStreamID",
        "A Ceramic Stream ID",
        new TextScalar("CeramicStreamID", ScalarText.StreamIdFault, normalise: ScalarText.NormalisedStreamId),
        CipBase + "streamid"
    );

    static readonly ScalarType Commit = Scalar(
        "CeramicCommitID",
        "A Ceramic Commit ID",
        new TextScalar("CeramicCommitID", ScalarText.CommitIdFault, normalise: ScalarText.NormalisedCommitId),
        CipBase + "commitid"
    );

    static readonly ScalarType Cid = Scalar(
        "InterPlanetaryCID",
        "A IPLD CID",
        new TextScalar("InterPlanetaryCID", ScalarText.CidFault, normalise: ScalarText.NormalisedCid),
        "https://github.com/multiformats/cid"
    );

    static readonly ScalarType AccountId = Scalar(
        "ChainAgnosticAccountID",
        "A Chain Agnostic AccountId",
        new TextScalar("ChainAgnosticAccountID", ScalarText.AccountIdFault),
        CaipBase + "caip-10.md"
    );

    static readonly ScalarType ChainId = Scalar(
        "ChainAgnosticChainID",
        "A Chain Agnostic ChainId",
        new TextScalar("ChainAgnosticChainID", ScalarText.ChainIdFault),
        CaipBase + "caip-2.md"
    );

    static readonly ScalarType Did = Scalar(
        "DID",
        "A field whose value conforms to the standard DID format as specified in did-core: https://www.w3.org/TR/did-core/.",
        new TextScalar("DID", ScalarText.DidFault),
        "https://www.w3.org/TR/did-core/"
    );

    static readonly ScalarType Uri = Scalar(
        "URI",
        "A field whose value conforms to the standard Uniform Resource Identifier (URI) format as specified in RFC3986.",
        ScalarCoercion.Any,
        "https://www.ietf.org/rfc/rfc3986.txt"
    );

    static readonly ScalarType Date = Scalar(
        "Date",
        $"A date string, such as 2007-12-03, compliant with the `full-date` format outlined in section 5.6 of the RFC 3339 {Rfc3339}",
        new TextScalar("Date", ScalarText.DateFault)
    );

    static readonly ScalarType DateTime = Scalar(
        "DateTime",
        $"A date-time string at UTC, such as 2007-12-03T10:15:30Z, compliant with the `date-time` format outlined in section 5.6 of the RFC 3339 {Rfc3339}",
        new TextScalar("DateTime", ScalarText.DateTimeFault, ScalarText.DateTimeOutputFault)
    );

    static readonly ScalarType Time = Scalar(
        "Time",
        $"A time string at UTC, such as 10:15:30Z, compliant with the `full-time` format outlined in section 5.6 of the RFC 3339{Rfc3339}",
        new TextScalar("Time", ScalarText.TimeFault)
    );

    static readonly ScalarType LocalDate = Scalar(
        "LocalDate",
        "A local date string (i.e., with no associated timezone) in `YYYY-MM-DD` format, e.g. `2020-01-01`.",
        new TextScalar("LocalDate", ScalarText.LocalDateFault)
    );

    static readonly ScalarType LocalTime = Scalar(
        "LocalTime",
        "A local time string (i.e., with no associated timezone) in 24-hr `HH:mm[:ss[.SSS]]` format, e.g. `14:25` or `14:25:06` or `14:25:06.123`.",
        new TextScalar("LocalTime", ScalarText.LocalTimeFault)
    );

    static readonly ScalarType TimeZone = Scalar(
        "TimeZone",
        "A field whose value exists in the standard IANA Time Zone Database: https://www.iana.org/time-zones",
        new TextScalar("TimeZone", ScalarText.TimeZoneFault)
    );

    static readonly ScalarType UtcOffset = Scalar(
        "UtcOffset",
        "A field whose value is a UTC Offset: https://en.wikipedia.org/wiki/List_of_tz_database_time_zones",
        new TextScalar("UtcOffset", ScalarText.UtcOffsetFault)
    );

    static readonly ScalarType Duration = Scalar(
        "Duration",
        """

            A string representing a duration conforming to the ISO8601 standard,
            such as: P1W1DT13H23M34S
            P is the duration designator (for period) placed at the start of the duration representation.
            Y is the year designator that follows the value for the number of years.
            M is the month designator that follows the value for the number of months.
            W is the week designator that follows the value for the number of weeks.
            D is the day designator that follows the value for the number of days.
            T is the time designator that precedes the time components of the representation.
            H is the hour designator that follows the value for the number of hours.
            M is the minute designator that follows the value for the number of minutes.
            S is the second designator that follows the value for the number of seconds.

            Note the time designator, T, that precedes the time value.

            Matches moment.js, Luxon and DateFns implementations
            ,/. is valid for decimal places and +/- is a valid prefix
          
        """,
        new TextScalar("Duration", ScalarText.DurationFault)
    );

    static readonly ScalarType CountryCode = Scalar(
        "CountryCode",
        "A country code as defined by ISO 3166-1 alpha-2",
        new TextScalar("CountryCode", ScalarText.CountryCodeFault)
    );

    static readonly ScalarType Locale = Scalar(
        "Locale",
        "The locale in the format of a BCP 47 (RFC 5646) standard string",
        new TextScalar("Locale", ScalarText.LocaleFault)
    );

    /// <summary>All of them, whether or not a model uses them.</summary>
    public static IReadOnlyList<ScalarType> All { get; } =
    [
        StreamId,
        Commit,
        Cid,
        AccountId,
        ChainId,
        Did,
        Uri,
        Date,
        DateTime,
        Time,
        LocalDate,
        LocalTime,
        TimeZone,
        UtcOffset,
        Duration,
        CountryCode,
        Locale,
    ];

    /// <summary>The type of versions.</summary>
    public static ScalarType CommitId => Commit;

    /// <summary>The type of a value that comes in.</summary>
    public static GraphQLType Input(RuntimeScalar scalar) => scalar == RuntimeScalar.Did ? Did : Output(scalar);

    /// <summary>The type of a value that goes out; a DID goes out as an account, which is no scalar.</summary>
    public static GraphQLType Output(RuntimeScalar scalar) =>
        scalar switch
        {
            RuntimeScalar.Boolean => BuiltInScalars.Boolean,
            RuntimeScalar.Integer => BuiltInScalars.Int,
            RuntimeScalar.Float => BuiltInScalars.Float,
            RuntimeScalar.String => BuiltInScalars.String,
            RuntimeScalar.Id => BuiltInScalars.Id,
            RuntimeScalar.StreamId => StreamId,
            RuntimeScalar.CommitId => Commit,
            RuntimeScalar.Cid => Cid,
            RuntimeScalar.AccountId => AccountId,
            RuntimeScalar.ChainId => ChainId,
            RuntimeScalar.Uri => Uri,
            RuntimeScalar.Date => Date,
            RuntimeScalar.DateTime => DateTime,
            RuntimeScalar.Time => Time,
            RuntimeScalar.LocalDate => LocalDate,
            RuntimeScalar.LocalTime => LocalTime,
            RuntimeScalar.TimeZone => TimeZone,
            RuntimeScalar.UtcOffset => UtcOffset,
            RuntimeScalar.Duration => Duration,
            RuntimeScalar.CountryCode => CountryCode,
            RuntimeScalar.Locale => Locale,
            _ => throw new SchemaGenerationException($"Missing scalar type: {scalar}"),
        };

    static ScalarType Scalar(string name, string description, ScalarCoercion coercion, string? specification = null) =>
        new(name, coercion) { Description = description, SpecifiedByUrl = specification };
}
