namespace ComposeServer.Json.Schema;

/// <summary>Why a schema cannot be used, or could not decide about a document.</summary>
/// <param name="Code">Stable word of <see cref="SchemaErrorCode"/>.</param>
/// <param name="Detail">Text for people; for models the text of the JS node.</param>
public sealed record SchemaError(string Code, string Detail);

/// <summary>The words of <see cref="SchemaError.Code"/>; they never change.</summary>
public static class SchemaErrorCode
{
    /// <summary>Not a schema by the meta-schema, or by the shape of one of its keywords.</summary>
    public const string Invalid = "SCHEMA_INVALID";

    /// <summary>Breaks a rule of strict mode: unknown keyword, undeclared required member, missing type and so on.</summary>
    public const string Strict = "SCHEMA_STRICT";

    /// <summary>A format that nobody knows.</summary>
    public const string UnknownFormat = "SCHEMA_UNKNOWN_FORMAT";

    /// <summary>A reference to a schema that is not there.</summary>
    public const string UnresolvedReference = "SCHEMA_UNRESOLVED_REFERENCE";

    /// <summary>References that lead back to themselves without a step into the document.</summary>
    public const string ReferenceCycle = "SCHEMA_REFERENCE_CYCLE";

    /// <summary>Two subschemas with one identifier.</summary>
    public const string AmbiguousReference = "SCHEMA_AMBIGUOUS_REFERENCE";

    /// <summary>A pattern that is not an ECMAScript regular expression.</summary>
    public const string InvalidPattern = "SCHEMA_INVALID_PATTERN";

    /// <summary>More bytes, nesting, subschemas, patterns or pattern characters than <see cref="SchemaLimits"/> allow.</summary>
    public const string TooLarge = "SCHEMA_TOO_LARGE";

    /// <summary>A pattern took longer than <see cref="SchemaLimits.PatternTimeMax"/>.</summary>
    public const string PatternTimeout = "SCHEMA_PATTERN_TIMEOUT";

    /// <summary>The evaluation exceeded <see cref="SchemaLimits.EvaluationDepthMax"/> or <see cref="SchemaLimits.EvaluationsMax"/>.</summary>
    public const string TooCostly = "SCHEMA_TOO_COSTLY";
}
