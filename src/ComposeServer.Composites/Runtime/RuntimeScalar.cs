using System.Collections.Frozen;

namespace ComposeServer.Composites.Runtime;

/// <summary>Scalar types of a runtime definition. Source: <c>composedb.md</c> 1.4, column "runtime type".</summary>
public enum RuntimeScalar
{
    /// <summary><c>boolean</c></summary>
    Boolean,

    /// <summary><c>integer</c></summary>
    Integer,

    /// <summary><c>float</c>; also what latitudes and longitudes become (quirk Q5).</summary>
    Float,

    /// <summary><c>string</c></summary>
    String,

    /// <summary><c>id</c></summary>
    Id,

    /// <summary><c>did</c></summary>
    Did,

    /// <summary><c>streamid</c></summary>
    StreamId,

    /// <summary><c>commitid</c></summary>
    CommitId,

    /// <summary><c>cid</c></summary>
    Cid,

    /// <summary><c>accountid</c> (CAIP-10)</summary>
    AccountId,

    /// <summary><c>chainid</c> (CAIP-2)</summary>
    ChainId,

    /// <summary><c>uri</c></summary>
    Uri,

    /// <summary><c>date</c></summary>
    Date,

    /// <summary><c>datetime</c></summary>
    DateTime,

    /// <summary><c>time</c></summary>
    Time,

    /// <summary><c>localdate</c></summary>
    LocalDate,

    /// <summary><c>localtime</c></summary>
    LocalTime,

    /// <summary><c>timezone</c></summary>
    TimeZone,

    /// <summary><c>utcoffset</c></summary>
    UtcOffset,

    /// <summary><c>duration</c></summary>
    Duration,

    /// <summary><c>countrycode</c></summary>
    CountryCode,

    /// <summary><c>locale</c></summary>
    Locale,
}

/// <summary>The words for <see cref="RuntimeScalar"/> in JSON: the members' names in lower case.</summary>
static class RuntimeScalarWord
{
    static readonly FrozenDictionary<RuntimeScalar, string> Words = Enum.GetValues<RuntimeScalar>()
        .ToFrozenDictionary(scalar => scalar, scalar => scalar.ToString().ToLowerInvariant());

    static readonly FrozenDictionary<string, RuntimeScalar> Scalars = Words.ToFrozenDictionary(
        entry => entry.Value,
        entry => entry.Key,
        StringComparer.Ordinal
    );

    public static string Of(RuntimeScalar scalar) => Words[scalar];

    public static bool TryRead(string word, out RuntimeScalar scalar) => Scalars.TryGetValue(word, out scalar);
}
