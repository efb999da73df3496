using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using ComposeServer.Server.Operations;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>
/// Logs operations, and subscriptions for one event, that took longer than is set: what they are called and where the time went, never the text of a document or the value of
/// a variable.
/// </summary>
/// <param name="limitMs">Milliseconds; 0 logs none.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Where to.</param>
sealed partial class SlowOperations(int limitMs, TimeProvider clock, ILogger log)
{
    /// <summary>Lines of one second; the rest is counted, and told with the next line.</summary>
    public const int LinesPerSecondMax = 10;

    readonly LineBudget _budget = new(LinesPerSecondMax, clock);

    /// <summary>False when none are logged.</summary>
    public bool IsOn => limitMs > 0;

    /// <summary>Notes an operation that is over.</summary>
    /// <param name="executor">Of its schema.</param>
    /// <param name="request">With the text of its document.</param>
    /// <param name="summary">What became of it.</param>
    /// <param name="statements">How many ran for it.</param>
    public void Note(RequestExecutor executor, GraphQLRequest request, ExecutionSummary summary, int statements)
    {
        var (prepare, execute, write) = summary.Times;
        var all = (prepare + execute + write).TotalMilliseconds;
        // What is opened instead was not executed here.
        if (!IsOn || all <= limitMs || summary.IsSubscription || summary.IsLive)
            return;
        var kind = WordOf(summary.Operation);
        ServerDiagnostics.CountSlow(kind);
        if (!_budget.TryTake(out var leftOut))
            return;
        LogSlow(
            kind,
            NameOf(executor, request),
            DocumentHash.Of(request.Query.Span),
            all,
            prepare.TotalMilliseconds,
            execute.TotalMilliseconds,
            write.TotalMilliseconds,
            statements,
            summary.ErrorCode ?? "none"
        );
        if (leftOut > 0)
            LogLeftOut(leftOut);
    }

    static string WordOf(OperationType? kind) =>
        kind switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => "unknown",
        };

    /// <summary>As the document names it: what a caller says it is called could be any text.</summary>
    static string NameOf(RequestExecutor executor, GraphQLRequest request) =>
        executor.Documents.TryGet(request.Query.Span, out var document)
            ? document.Select(request.OperationName, out _)?.Name ?? "(unnamed)"
            : "(unknown)";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Slow {Kind} {Operation}, document {DocumentHash}: {TotalMs:0.0} ms (prepare {PrepareMs:0.0}, execute {ExecuteMs:0.0}, write {WriteMs:0.0}), {Statements} statements, errors: {ErrorCode}"
    )]
    partial void LogSlow(
        string kind,
        string operation,
        string documentHash,
        double totalMs,
        double prepareMs,
        double executeMs,
        double writeMs,
        int statements,
        string errorCode
    );

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} more slow operations were not logged")]
    partial void LogLeftOut(long count);
}
