using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Execution;

/// <summary>How far a request came.</summary>
public enum ExecutionStatus
{
    /// <summary>Executed: there is a member <c>data</c>, with or without errors beside it.</summary>
    Executed,

    /// <summary>The request has no document.</summary>
    BadRequest,

    /// <summary>The document breaks the grammar or a limit of the parser.</summary>
    ParseFailed,

    /// <summary>The document does not fit the schema or breaks a limit.</summary>
    ValidationFailed,

    /// <summary>There is no such operation in the document.</summary>
    OperationNotFound,

    /// <summary>The transport does not let this kind of operation through.</summary>
    OperationNotAllowed,

    /// <summary>The variables do not fit the operation.</summary>
    VariablesRefused,

    /// <summary>It is estimated to take too much.</summary>
    CostExceeded,

    /// <summary>The time ran out.</summary>
    TimedOut,

    /// <summary>The caller gave up.</summary>
    Cancelled,
}

/// <summary>Time of the phases of a request; zero for those that it did not come to.</summary>
/// <param name="Prepare">Parse and validate, or find in the cache.</param>
/// <param name="Execute">Coerce variables and run resolvers.</param>
/// <param name="Write">Write the response.</param>
public readonly record struct PhaseTimes(TimeSpan Prepare, TimeSpan Execute, TimeSpan Write);

/// <summary>What a transport needs to know of a response to choose status and headers.</summary>
/// <param name="Status">How far the request came.</param>
/// <param name="Operation">The kind of operation, once it is known.</param>
/// <param name="HasData">True when <c>data</c> is there and not null.</param>
/// <param name="HasErrors">True when there is a member <c>errors</c>.</param>
/// <param name="ErrorCode">Code of the first error.</param>
public readonly record struct ExecutionSummary(
    ExecutionStatus Status,
    OperationType? Operation,
    bool HasData,
    bool HasErrors,
    string? ErrorCode
)
{
    /// <summary>Where the time went.</summary>
    public PhaseTimes Times { get; init; }

    /// <summary>True for a subscription that was executed as if it were none: it is to be opened instead.</summary>
    public bool IsSubscription =>
        Status == ExecutionStatus.OperationNotAllowed && Operation == OperationType.Subscription;

    /// <summary>
    /// For a live query that was announced and not executed: the shortest pause between two answers. Null otherwise.
    /// </summary>
    public TimeSpan? LivePause { get; init; }

    /// <summary>What it was estimated to take; nothing for what was refused before.</summary>
    public CostEstimate Cost { get; init; }

    /// <summary>True for a live query that was announced: it is to be executed now, and again whenever its answer changes.</summary>
    public bool IsLive => LivePause is not null;

    /// <summary>True when nothing was executed, so that the whole request is at fault.</summary>
    public bool IsRequestError =>
        Status is not (ExecutionStatus.Executed or ExecutionStatus.TimedOut or ExecutionStatus.Cancelled);
}
