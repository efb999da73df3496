using System.Buffers;
using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Subscriptions. Source: GraphQL October 2021, 6.2.3.</summary>
public sealed partial class RequestExecutor
{
    static readonly OperationType[] SubscriptionsOnly = [OperationType.Subscription];

    /// <summary>Opens a subscription. What happens once it is open is in its answers.</summary>
    /// <param name="request">What is asked. That it is a subscription a transport learns when it executes it: <see cref="ExecutionSummary.IsSubscription"/>.</param>
    /// <param name="state">Makes the state that resolvers get, once for the source and once for each event.</param>
    /// <param name="output">Gets one JSON object when the request is refused.</param>
    /// <param name="execute">Executes the selection for an event, in place of <see cref="ExecuteAsync(GraphQLRequest, object?, IBufferWriter{byte}, CancellationToken)"/>, which it calls.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The subscription; null, and why, when it is refused.</returns>
    public async ValueTask<(Subscription? Subscription, ExecutionSummary Summary)> SubscribeAsync(
        GraphQLRequest request,
        Func<object?> state,
        IBufferWriter<byte> output,
        EventExecution? execute,
        CancellationToken cancel
    )
    {
        request = request with { AllowedOperations = SubscriptionsOnly };
        var (operation, refusal) = Resolve(request);
        if (refusal is not null)
        {
            return (null, Refuse(refusal, operation, output));
        }

        var (root, errors) = Root(operation!, request, state);
        if (root is null)
        {
            return (null, Refuse(new(ExecutionStatus.VariablesRefused, [.. errors]), operation, output));
        }

        var (events, error) = await OpenSourceAsync(root, cancel);
        if (events is null)
        {
            return (null, Refuse(new(ExecutionStatus.VariablesRefused, error!), operation, output));
        }

        var answers = AnswersAsync(request, events, state, execute ?? ExecuteAsync, CancellationToken.None);
        return (new(root.Arguments, answers), Summarise(ExecutionStatus.Executed, operation, hasData: true, []));
    }

    (FieldContext? Root, IReadOnlyList<GraphQLError> Errors) Root(
        PreparedOperation operation,
        GraphQLRequest request,
        Func<object?> state
    )
    {
        var (context, errors) = ContextOf(operation, request, state(), inParts: false);
        if (context is null)
        {
            return (null, errors);
        }

        if (Weigh(context, request).Error is { } tooMuch)
        {
            return (null, [tooMuch]);
        }

        return Root(context, out var error) is { } root ? (root, []) : (null, [error!]);
    }

    static FieldContext? Root(RequestContext context, out GraphQLError? error)
    {
        error = null;
        var selection = context.Operation.Root.For(context.Operation.RootType).FirstOrDefault();
        if (selection?.Field.Source is null)
        {
            error = new("The subscription selects nothing that can be subscribed to.", ErrorCodes.ValidationFailed);
            return null;
        }

        var bound = context.ArgumentsOf(selection);
        error = bound.Error;
        return error is null ? new(context, selection, bound.Values!) : null;
    }

    async IAsyncEnumerable<SubscriptionAnswer> AnswersAsync(
        GraphQLRequest request,
        IAsyncEnumerable<object> source,
        Func<object?> state,
        EventExecution execute,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var events = source.GetAsyncEnumerator(cancel);
        while (true)
        {
            var (hasNext, error) = await NextAsync(events, cancel);
            if (error is not null)
            {
                yield return new(RefusalOf(error), Event: null);
                yield break;
            }

            if (!hasNext)
            {
                yield break;
            }

            var output = new ArrayBufferWriter<byte>(512);
            await execute(request with { RootValue = events.Current }, state(), output, cancel);
            yield return new(output.WrittenMemory, events.Current);
        }
    }

    static ReadOnlyMemory<byte> RefusalOf(GraphQLError error)
    {
        var refusal = new ArrayBufferWriter<byte>(256);
        ResponseWriter.WriteRefusal(refusal, [error]);
        GraphQLDiagnostics.CountErrors([error]);
        return refusal.WrittenMemory;
    }

    async ValueTask<(IAsyncEnumerable<object>? Events, GraphQLError? Error)> OpenSourceAsync(
        FieldContext root,
        CancellationToken cancel
    )
    {
        try
        {
            return (await root.Field.Source!(root, cancel), null);
        }
        catch (Exception exception)
            when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return (null, faults.ErrorOf(exception));
        }
    }

    async ValueTask<(bool HasNext, GraphQLError? Error)> NextAsync(
        IAsyncEnumerator<object> events,
        CancellationToken cancel
    )
    {
        try
        {
            return (await events.MoveNextAsync(), null);
        }
        catch (Exception exception)
            when (exception is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return (false, faults.ErrorOf(exception));
        }
    }
}
