using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Diagnostics;

/// <summary>The words in <c>extensions.code</c> of GraphQL errors. Public and stable: clients branch on them.</summary>
public static class ErrorCodes
{
    /// <summary>The document does not follow the grammar.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>Variables, arguments or the request itself are malformed.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The document has no operation of the given name, or several and no name was given.</summary>
    public const string OperationResolutionFailure = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>No document is stored under the given hash; send the text along.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The server stores no documents.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The server executes stored documents only.</summary>
    public const string PersistedOnly = "PERSISTED_ONLY";

    /// <summary>The operation is estimated to read or answer more than is allowed.</summary>
    public const string CostExceeded = "COST_EXCEEDED";

    /// <summary>The document is larger, deeper or more repetitive than is allowed.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The schema is not shown to clients.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>The caller has not proven who they are.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller may not do this.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The caller asks more often than the operator allows; try again after a moment.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>What was named does not exist here.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The thing changed since the caller last saw it.</summary>
    public const string Conflict = "CONFLICT";

    /// <summary>The page token is malformed, or of another query or database.</summary>
    public const string InvalidCursor = "INVALID_CURSOR";

    /// <summary>The time for the request ran out; the outcome of a write is then unknown.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The caller gave up.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>The server is overloaded or not ready; try again later.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>A fault of the server; details are in its log under the trace id.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        ParseFailed,
        ValidationFailed,
        BadUserInput,
        OperationResolutionFailure,
        PersistedQueryNotFound,
        PersistedQueryNotSupported,
        PersistedOnly,
        CostExceeded,
        LimitExceeded,
        IntrospectionDisabled,
        Unauthenticated,
        Forbidden,
        RateLimited,
        NotFound,
        Conflict,
        InvalidCursor,
        Timeout,
        Cancelled,
        Unavailable,
        Internal,
    ];
}
