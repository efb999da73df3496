using System.Buffers;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Query.Requests;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>Executes operations for all transports, subscriptions for each event; notes what was slow, and explains what ran to who asks.</summary>
/// <param name="backend">Tells plans.</param>
/// <param name="door">Who may ask.</param>
/// <param name="slow">Where slow operations are noted.</param>
sealed class Executions(PostgresBackend backend, ExplainDoor door, SlowOperations slow)
{
    /// <summary>How much the caller is told beside the data.</summary>
    public ExplainLevel LevelOf(HttpContext http) => door.LevelOf(http);

    /// <inheritdoc cref="RequestExecutor.ExecuteAsync"/>
    public async ValueTask<ExecutionSummary> ExecuteAsync(
        ServedComposite served,
        GraphQLRequest request,
        QueryRequest state,
        ExplainLevel level,
        IBufferWriter<byte> output,
        CancellationToken cancel
    )
    {
        if (level == ExplainLevel.None && !slow.IsOn)
            return await served.Executor.ExecuteAsync(request, state, output, cancel);
        using var watch = StatementWatch.Begin(keeps: level != ExplainLevel.None);
        var asked =
            level == ExplainLevel.None
                ? request
                : request with
                {
                    BeforeResponse = async (response, end) =>
                        response.Set(Explanation.Member, await ExplainAsync(watch, level, end)),
                };
        var summary = await served.Executor.ExecuteAsync(asked, state, output, cancel);
        slow.Note(served.Executor, request, summary, watch.Count);
        return summary;
    }

    /// <inheritdoc cref="RequestExecutor.ExecuteInPartsAsync"/>
    /// <remarks>An operation that is explained comes whole: its statements are known when all have run.</remarks>
    public async ValueTask<(
        ExecutionSummary Summary,
        IAsyncEnumerable<ReadOnlyMemory<byte>>? More
    )> ExecuteInPartsAsync(
        ServedComposite served,
        GraphQLRequest request,
        QueryRequest state,
        ExplainLevel level,
        IBufferWriter<byte> output,
        CancellationToken cancel
    )
    {
        if (level != ExplainLevel.None)
            return (await ExecuteAsync(served, request, state, level, output, cancel), null);
        using var watch = slow.IsOn ? StatementWatch.Begin(keeps: false) : null;
        var (summary, more) = await served.Executor.ExecuteInPartsAsync(request, state, output, cancel);
        slow.Note(served.Executor, request, summary, watch?.Count ?? 0);
        return (summary, more);
    }

    ValueTask<Dictionary<string, object?>> ExplainAsync(
        StatementWatch watch,
        ExplainLevel level,
        CancellationToken cancel
    ) => Explanation.OfAsync(watch, level == ExplainLevel.Analyze ? async ran => await PlanAsync(ran, cancel) : null);

    async ValueTask<string?> PlanAsync(RanStatement ran, CancellationToken cancel)
    {
        try
        {
            return await backend.ExplainAsync(ran, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The caller is gone, and nobody reads it.
            return null;
        }
    }
}
