using System.Buffers;
using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution.Incremental;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Answers in parts: <c>@defer</c> and <c>@stream</c>.</summary>
public sealed partial class RequestExecutor
{
    /// <summary>Executes a request for a caller that takes the answer in parts, and writes the first payload or the whole response.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="state">Handed to the resolvers, such as viewer and session.</param>
    /// <param name="output">Gets one JSON object.</param>
    /// <param name="cancel">Fires when the caller is gone.</param>
    /// <returns>
    /// What the transport needs to know, and the other payloads, each one JSON object; null when there are none. What they bring is
    /// executed while they are read, so the first payload is to be sent before; reading may be given up at any time. They end early with
    /// an <see cref="OperationCanceledException"/> only when the token they are read with fires; when the time runs out, the last one
    /// says so.
    /// </returns>
    public async ValueTask<(
        ExecutionSummary Summary,
        IAsyncEnumerable<ReadOnlyMemory<byte>>? More
    )> ExecuteInPartsAsync(GraphQLRequest request, object? state, IBufferWriter<byte> output, CancellationToken cancel)
    {
        using var activity = GraphQLDiagnostics.StartRequest();
        var start = clock.GetTimestamp();
        var (operation, refusal) = Resolve(request);
        var prepared = clock.GetTimestamp();
        var (summary, more) = (default(ExecutionSummary), (IAsyncEnumerable<ReadOnlyMemory<byte>>?)null);
        if (refusal is not null)
        {
            summary = Refuse(refusal, operation, output);
        }
        else if (operation!.IsIncremental)
        {
            (summary, more) = await ExecuteInPartsAsync(operation, request, state, output, start, cancel);
        }
        else
        {
            summary = await ExecuteAsync(operation, request, state, output, cancel);
        }

        GraphQLDiagnostics.EndRequest(activity, summary, operation?.Name, clock.GetElapsedTime(start));
        var times = new PhaseTimes(
            clock.GetElapsedTime(start, prepared),
            clock.GetElapsedTime(prepared) - summary.Times.Write,
            summary.Times.Write
        );
        return (summary with { Times = times }, more);
    }

    async ValueTask<(ExecutionSummary Summary, IAsyncEnumerable<ReadOnlyMemory<byte>>? More)> ExecuteInPartsAsync(
        PreparedOperation operation,
        GraphQLRequest request,
        object? state,
        IBufferWriter<byte> output,
        long start,
        CancellationToken cancel
    )
    {
        var (context, errors) = ContextOf(operation, request, state, inParts: true);
        if (context is null)
        {
            return (Refuse(new(ExecutionStatus.VariablesRefused, [.. errors]), operation, output), null);
        }

        if (Withhold(operation, context, request, output, out var cost) is { } withheld)
        {
            return (withheld, null);
        }

        ObjectNode? data;
        PartWork work;
        try
        {
            (data, errors, work) = await RunFirstAsync(context, request.RootValue ?? EmptyRoot, cancel);
        }
        catch (OperationCanceledException)
        {
            var (status, error) = cancel.IsCancellationRequested ? GivenUp() : OutOfTime(operation);
            ResponseWriter.Write(output, data: null, [error], context.Response);
            return (Summarise(status, operation, hasData: false, [error]), null);
        }

        using var phase = GraphQLDiagnostics.Phase("write");
        var hasData = data is not null && !context.Response.OmitsData;
        var graph = new DeliveryGraph(hasData ? work : PartWork.None);
        IAsyncEnumerable<ReadOnlyMemory<byte>>? more = null;
        if (graph.HasNext)
        {
            var told = context.Response.InOrder();
            ResponseWriter.WriteFirst(output, data!, errors, told, graph.TakePayload());
            more = MoreAsync(operation, context, graph, told, start, CancellationToken.None);
        }
        else
        {
            ResponseWriter.Write(output, data, errors, context.Response);
        }

        return (Summarise(ExecutionStatus.Executed, operation, hasData, errors) with { Cost = cost }, more);
    }

    async ValueTask<(ObjectNode? Data, IReadOnlyList<GraphQLError> Errors, PartWork Work)> RunFirstAsync(
        RequestContext context,
        object root,
        CancellationToken cancel
    )
    {
        using var phase = GraphQLDiagnostics.Phase("execute");
        using var end = new CancellationTokenSource(options.Execution.Timeout, clock);
        await using var caller = cancel.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), end);
        return await OperationExecutor.RunFirstAsync(context, root, rounds, end.Token);
    }

    async IAsyncEnumerable<ReadOnlyMemory<byte>> MoreAsync(
        PreparedOperation operation,
        RequestContext context,
        DeliveryGraph graph,
        KeyValuePair<string, object?>[] told,
        long start,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        // All payloads together have the time of one request.
        var time = options.Execution.Timeout - clock.GetElapsedTime(start);
        using var end = new CancellationTokenSource(time > TimeSpan.Zero ? time : TimeSpan.Zero, clock);
        await using var caller = cancel.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), end);
        await using var delivery = new IncrementalDelivery(
            context,
            graph,
            rounds,
            options.Execution.ConcurrentBatchesMax,
            end.Token
        );
        while (graph.HasNext)
        {
            var payload = await NextAsync(operation, graph, delivery, cancel);
            var members = context.Response.InOrder();
            var output = new ArrayBufferWriter<byte>(1024);
            ResponseWriter.WriteNext(output, payload, members.SequenceEqual(told) ? [] : members, graph.HasNext);
            told = members;
            yield return output.WrittenMemory;
        }
    }

    async Task<DeliveryPayload> NextAsync(
        PreparedOperation operation,
        DeliveryGraph graph,
        IncrementalDelivery delivery,
        CancellationToken cancel
    )
    {
        using var phase = GraphQLDiagnostics.Phase("deliver");
        DeliveryPayload payload;
        try
        {
            payload = await delivery.NextAsync();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            graph.FailAll(OutOfTime(operation).Error);
            payload = graph.TakePayload();
        }

        GraphQLDiagnostics.CountErrors(payload.Errors);
        return payload;
    }
}
