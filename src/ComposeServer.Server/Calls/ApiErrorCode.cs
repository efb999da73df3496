namespace ComposeServer.Server.Calls;

/// <summary>Reasons for which the HTTP APIs of nodes refuse a request, beside those of the intake and of signatures.</summary>
public static class ApiErrorCode
{
    /// <summary>The body is not JSON, or a member is missing or of another type.</summary>
    public const string MalformedRequest = "BAD_USER_INPUT";

    /// <summary>The body is larger than the limit.</summary>
    public const string BodyTooLarge = "BODY_TOO_LARGE";

    /// <summary>A text that should name a stream does not.</summary>
    public const string InvalidStreamId = "INVALID_STREAM_ID";

    /// <summary>The stream is not here.</summary>
    public const string StreamNotFound = "STREAM_NOT_FOUND";

    /// <summary>The commit is not here, or not in this stream.</summary>
    public const string CommitNotFound = "COMMIT_NOT_FOUND";

    /// <summary>Paging fields are missing or out of range.</summary>
    public const string InvalidPaging = "INVALID_PAGING";

    /// <summary>A filter breaks a rule.</summary>
    public const string InvalidFilter = "INVALID_FILTER";

    /// <summary>A sorting breaks a rule.</summary>
    public const string InvalidSorting = "INVALID_SORTING";

    /// <summary>A cursor cannot be used here.</summary>
    public const string InvalidCursor = "INVALID_CURSOR";

    /// <summary>The model has no index here.</summary>
    public const string NotIndexed = "MODEL_NOT_INDEXED";

    /// <summary>The stream is, or defines, what is indexed, and so cannot be let go.</summary>
    public const string StreamIndexed = "STREAM_INDEXED";

    /// <summary>No valid GraphQL schema can be made of a composite.</summary>
    public const string InvalidSchema = "INVALID_SCHEMA";

    /// <summary>An administrator's request without, or with a wrong, proof.</summary>
    public const string Unauthorized = "UNAUTHORIZED";

    /// <summary>Administration from another machine, where the server takes it from its own alone.</summary>
    public const string AdminLoopbackOnly = "ADMIN_LOOPBACK_ONLY";

    /// <summary>What was named does not exist here.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The thing changed since the caller last saw it.</summary>
    public const string Conflict = "CONFLICT";

    /// <summary>No such route.</summary>
    public const string NoRoute = "NO_SUCH_ROUTE";

    /// <summary>The caller gave up or the time was up; the outcome of a write is unknown, and sending it again is safe.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The database is away.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>A fault of the server.</summary>
    public const string Internal = "INTERNAL";
}
