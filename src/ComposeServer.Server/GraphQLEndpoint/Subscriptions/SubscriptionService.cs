using System.Buffers;
using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Subscriptions.Live;
using ComposeServer.Server.GraphQLEndpoint.Watching;
using ComposeServer.Server.Operations;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>
/// Opens subscriptions and live queries for all transports. When another schema takes the place of theirs they are checked against it and
/// go on from the position where they are, or end with the reason.
/// </summary>
/// <param name="shared">Lets those who ask alike share a run.</param>
/// <param name="live">Reads again what has changed; null when live queries are off.</param>
/// <param name="open">Counts subscriptions.</param>
/// <param name="executions">Executes them for each event, and again whenever what they read has changed.</param>
sealed class SubscriptionService(SharedSubscriptions shared, LiveReading? live, OpenCount open, Executions executions)
{
    /// <summary>Opens a subscription.</summary>
    /// <param name="served">The schema.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="request">With its text; a subscription.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Its answers; null, and the only answer, when it is refused.</returns>
    public async ValueTask<(IAsyncEnumerable<ReadOnlyMemory<byte>>? Answers, ReadOnlyMemory<byte> Refusal)> OpenAsync(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        CancellationToken cancel
    )
    {
        var opened = await SubscribeAsync(served, viewer, request, null, cancel);
        if (opened.Subscription is not { } subscription)
            return (null, opened.Refusal);
        var answers = AnswersAsync(served, viewer, request, opened, CancellationToken.None);
        // Who resumes behind an earlier position runs alone.
        if (subscription.Arguments["after"] is null)
            answers = shared.AnswersAsync(
                SharedSubscriptions.KeyOf(served, request, viewer),
                answers,
                SharedRunKind.Every,
                cancel
            );
        return (open.WhileAsync(answers, cancel), default);
    }

    /// <summary>Opens a live query that was announced.</summary>
    /// <param name="served">The schema.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="request">With its text; a live query.</param>
    /// <param name="pause">From one answer to the next, at least.</param>
    /// <param name="cancel">Ends it.</param>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> OpenLive(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        TimeSpan pause,
        CancellationToken cancel
    )
    {
        request = request with { AnnouncesLive = false };
        var answers = shared.AnswersAsync(
            "live\0" + SharedSubscriptions.KeyOf(served, request, viewer),
            LiveAnswersAsync(served, viewer, request, pause, CancellationToken.None),
            SharedRunKind.Latest,
            cancel
        );
        return open.WhileAsync(answers, cancel);
    }

    async IAsyncEnumerable<ReadOnlyMemory<byte>> AnswersAsync(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        Opened opened,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        while (true)
        {
            var position = opened.Position;
            await foreach (var answer in UntilRetiredAsync(opened.Subscription!.Answers, served, cancel))
            {
                yield return answer.Json;
                position = (answer.Event as IFeedEvent)?.Position ?? position;
            }

            if (!served.Retirement.IsOver)
                yield break;
            if (served.Retirement.Successor is not { } next)
            {
                yield return OutOfService;
                yield break;
            }

            served = next;
            opened = await SubscribeAsync(served, viewer, request, position, cancel);
            if (opened.Subscription is not null)
                continue;
            yield return opened.Refusal;
            yield break;
        }
    }

    async IAsyncEnumerable<ReadOnlyMemory<byte>> LiveAnswersAsync(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        TimeSpan pause,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        ReadOnlyMemory<byte> last = default;
        while (true)
        {
            var current = served;
            var answers = live!.FollowAsync(
                (reads, cancelRead) => ExecuteAsync(current, viewer, request, reads, cancelRead),
                pause,
                cancel
            );
            await foreach (var (_, (json, isRefused)) in UntilRetiredAsync(answers, served, cancel))
            {
                // What was read may have changed in a way that nobody asked to see.
                if (!json.Span.SequenceEqual(last.Span))
                    yield return json;
                last = json;
                if (isRefused)
                    yield break;
            }

            if (served.Retirement.Successor is not { } next)
            {
                yield return OutOfService;
                yield break;
            }

            served = next;
        }
    }

    async ValueTask<(ReadOnlyMemory<byte> Json, bool IsRefused)> ExecuteAsync(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        ReadSet reads,
        CancellationToken cancel
    )
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var state = new QueryRequest
        {
            Viewer = viewer,
            Signing = new Signing.Nobody(),
            Reads = reads,
        };
        var summary = await executions.ExecuteAsync(served, request, state, ExplainLevel.None, output, cancel);
        cancel.ThrowIfCancellationRequested();
        return (output.WrittenMemory, summary.IsRequestError);
    }

    /// <summary>Items until their source ends or the schema goes; what comes after that moment belongs to the next schema.</summary>
    static async IAsyncEnumerable<T> UntilRetiredAsync<T>(
        IAsyncEnumerable<T> source,
        ServedComposite served,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, served.Retirement.Token);
        await using var items = source.GetAsyncEnumerator(end.Token);
        while (true)
        {
            bool hasNext;
            try
            {
                hasNext = await items.MoveNextAsync();
            }
            catch (OperationCanceledException) when (served.Retirement.IsOver && !cancel.IsCancellationRequested)
            {
                yield break;
            }

            if (!hasNext || served.Retirement.IsOver)
                yield break;
            yield return items.Current;
        }
    }

    async ValueTask<Opened> SubscribeAsync(
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        long? position,
        CancellationToken cancel
    )
    {
        QueryRequest? first = null;
        var output = new ArrayBufferWriter<byte>(256);
        var (subscription, _) = await served.Executor.SubscribeAsync(request, StateOf, output, ExecuteAsync, cancel);
        return new(subscription, first?.FeedPosition, output.WrittenMemory);

        ValueTask<ExecutionSummary> ExecuteAsync(
            GraphQLRequest asked,
            object? state,
            IBufferWriter<byte> answer,
            CancellationToken end
        ) => executions.ExecuteAsync(served, asked, (QueryRequest)state!, ExplainLevel.None, answer, end);

        object StateOf()
        {
            var state = new QueryRequest
            {
                Viewer = viewer,
                // Subscriptions read; there is nothing to sign.
                Signing = new Signing.Nobody(),
                FeedPosition = position,
            };
            first ??= state;
            return state;
        }
    }

    static ReadOnlyMemory<byte> OutOfService =>
        GraphQLAnswers.Refusal(new("The schema is out of service", ErrorCodes.NotFound));

    /// <summary>A subscription with the position behind which it begins, or why there is none.</summary>
    readonly record struct Opened(Subscription? Subscription, long? Position, ReadOnlyMemory<byte> Refusal);
}
