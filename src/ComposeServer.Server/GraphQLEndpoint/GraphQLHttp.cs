using System.Buffers;
using System.Globalization;
using System.Threading.RateLimiting;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Requests;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using ComposeServer.Server.GraphQLEndpoint.Incremental;
using ComposeServer.Server.GraphQLEndpoint.Subscriptions;
using ComposeServer.Server.GraphQLEndpoint.Watching;
using ComposeServer.Server.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>GraphQL over HTTP: POST with JSON, GET for queries, SDL at <c>?sdl</c>.</summary>
/// <param name="schemas">What is served.</param>
/// <param name="viewers">Finds out who asks.</param>
/// <param name="documents">Texts of documents that requests name.</param>
/// <param name="gate">How many are executed at the same time.</param>
/// <param name="positions">Lets callers read what they have written.</param>
/// <param name="executions">Executes the rest.</param>
/// <param name="subscriptions">Opens subscriptions.</param>
/// <param name="limits">How much a caller may write.</param>
/// <param name="batchMax">Requests of one array.</param>
/// <param name="unnamed">Type of answers to who names none.</param>
/// <param name="shows">Who may read the schema.</param>
/// <param name="clock">Time.</param>
/// <param name="stopping">Fires when the server stops.</param>
sealed class GraphQLHttp(
    SchemaHost schemas,
    ViewerReader viewers,
    PersistedDocuments documents,
    ExecutionGate gate,
    PositionWait positions,
    Executions executions,
    SubscriptionService subscriptions,
    WriteLimits limits,
    int batchMax,
    AnswerType unnamed,
    SchemaDisclosure shows,
    TimeProvider clock,
    CancellationToken stopping
)
{
    readonly UnreadAnswers _unread = new(UnreadAnswers.DefaultBytesMax);

    public async Task HandleAsync(HttpContext http, string schema)
    {
        if (!schemas.TryGet(schema, out var served))
        {
            await GraphQLAnswers.RefuseAsync(
                http,
                AnswerType.Json,
                StatusCodes.Status404NotFound,
                new($"There is no schema '{schema}'", ErrorCodes.NotFound)
            );
            return;
        }

        if (SdlAnswer.IsAskedFor(http.Request))
        {
            await SdlAnswer.WriteAsync(http, served, shows.Allows(http));
            return;
        }

        var type = AnswerTypes.Choose(http.Request, unnamed);
        if (type == AnswerType.None)
        {
            await GraphQLAnswers.RefuseAsync(
                http,
                AnswerType.Json,
                StatusCodes.Status406NotAcceptable,
                new(
                    "Answers are application/graphql-response+json, application/json, text/event-stream, application/jsonl or multipart/mixed",
                    ErrorCodes.BadUserInput
                )
            );
            return;
        }

        var (body, status, error) = await RequestBody.ReadAsync(http, batchMax);
        if (body is null)
            await GraphQLAnswers.RefuseAsync(http, type, status, error!);
        else
            await AnswerAsync(http, served, type, body);
    }

    async Task AnswerAsync(HttpContext http, ServedComposite served, AnswerType type, RequestBody body)
    {
        var (viewer, error) = viewers.Read(http);
        if (viewer is null)
        {
            await GraphQLAnswers.RefuseAsync(http, type, type == AnswerType.GraphQLResponse ? 401 : 200, error!);
            return;
        }

        using var session = (viewer as Viewer.BySession)?.Session;
        using var place = await gate.EnterAsync(http.RequestAborted);
        if (!place.IsAcquired)
        {
            await GraphQLAnswers.RefuseAsync(
                http,
                type,
                StatusCodes.Status503ServiceUnavailable,
                new("Too many requests wait already; try again after a moment", ErrorCodes.Unavailable)
            );
            return;
        }

        await positions.WaitAsync(http);
        if (body.IsBatch)
            await AnswerBatchAsync(http, served, type, viewer, body.Requests, place);
        else
            await AnswerOneAsync(http, served, type, viewer, body.Requests[0], place);
    }

    async Task SubscribeAsync(
        HttpContext http,
        ServedComposite served,
        AnswerType type,
        Viewer viewer,
        GraphQLRequest request
    )
    {
        if (!type.IsStream())
        {
            await GraphQLAnswers.RefuseAsync(
                http,
                type,
                StatusCodes.Status406NotAcceptable,
                new(
                    "Subscriptions are answered as text/event-stream, as application/jsonl, or over a WebSocket",
                    ErrorCodes.BadUserInput
                )
            );
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var (answers, refusal) = await subscriptions.OpenAsync(served, viewer, request, end.Token);
        if (answers is null)
            await WriteOnceAsync(http, type, refusal);
        else
            await SubscriptionStream.WriteAsync(http, type, answers, clock, end.Token);
    }

    async Task StreamAsync(
        HttpContext http,
        AnswerType type,
        Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> open
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await SubscriptionStream.WriteAsync(http, type, open(end.Token), clock, end.Token);
    }

    static async Task WriteOnceAsync(HttpContext http, AnswerType type, ReadOnlyMemory<byte> answer)
    {
        var stream = new EventStream(http, type);
        await stream.WriteNextAsync(answer, http.RequestAborted);
        await stream.WriteCompleteAsync(http.RequestAborted);
    }

    async Task AnswerOneAsync(
        HttpContext http,
        ServedComposite served,
        AnswerType type,
        Viewer viewer,
        GraphQLRequest request,
        RateLimitLease place
    )
    {
        var buffer = new AnswerBuffer();
        request = request with { AnnouncesLive = type.IsStream() };
        var inParts = AnswerTypes.InParts(http.Request);
        var (summary, position, whole, more) = await ExecuteAsync(
            http,
            served,
            viewer,
            request,
            buffer,
            isInParts: inParts is not null
        );
        if (summary.LivePause is { } pause)
        {
            place.Dispose();
            await StreamAsync(http, type, end => subscriptions.OpenLive(served, viewer, whole, pause, end));
            return;
        }

        if (summary.IsSubscription)
        {
            // It lasts, and takes no place while nothing happens.
            place.Dispose();
            await SubscribeAsync(http, served, type, viewer, whole);
            return;
        }

        // It is executed. How long the caller takes to read is not the concern of those who wait.
        place.Dispose();
        TellPosition(http, position);
        http.Response.StatusCode = type.StatusOf(summary);
        if (summary.Status == ExecutionStatus.OperationNotAllowed)
            http.Response.Headers.Allow = "POST";
        if (more is not null)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
            var placed = gate.ForEachAsync(more, end.Token);
            await IncrementalAnswer.WriteAsync(http, inParts!.Value, buffer.ToMemory(), placed, end.Token);
        }
        else
            await WriteAsync(http, type, buffer);
    }

    /// <summary>An answer that has one part.</summary>
    Task WriteAsync(HttpContext http, AnswerType type, AnswerBuffer buffer)
    {
        var body = buffer.ToSequence();
        return _unread.WriteAsync(
            http,
            body.Length,
            () =>
                type == AnswerType.Multipart ? IncrementalAnswer.WriteOnceAsync(http, buffer.ToMemory()).AsTask()
                : type.IsStream() ? WriteOnceAsync(http, type, buffer.ToMemory())
                : GraphQLAnswers.WriteAsync(http, type, body)
        );
    }

    /// <summary>One after another, in their order: a later one may read what an earlier one wrote.</summary>
    async Task AnswerBatchAsync(
        HttpContext http,
        ServedComposite served,
        AnswerType type,
        Viewer viewer,
        IReadOnlyList<GraphQLRequest> requests,
        RateLimitLease place
    )
    {
        var buffer = new AnswerBuffer();
        long last = 0;
        var cost = default(CostEstimate);
        for (var at = 0; at < requests.Count; at++)
        {
            buffer.Write(at == 0 ? "["u8 : ","u8);
            // Members of one array cannot come in parts.
            var request = requests[at] with
            {
                CostBefore = cost,
            };
            var (summary, position, _, _) = await ExecuteAsync(http, served, viewer, request, buffer, isInParts: false);
            cost += summary.Cost;
            last = long.Max(last, position);
        }

        buffer.Write("]"u8);
        TellPosition(http, last);
        place.Dispose();
        await WriteAsync(http, type.Whole(), buffer);
    }

    /// <returns>
    /// What became of it, the position of its last write, the request with the text of the document that it named, and the payloads after
    /// the first one if there are such.
    /// </returns>
    async Task<Executed> ExecuteAsync(
        HttpContext http,
        ServedComposite served,
        Viewer viewer,
        GraphQLRequest request,
        IBufferWriter<byte> output,
        bool isInParts
    )
    {
        if (documents.Resolve(request, out var error) is not { } whole)
            return new(Refuse(output, error!), 0, request, null);
        if (!SigningReader.TryRead(whole.Extensions ?? default, viewer, out var signing, out var malformed))
            return new(Refuse(output, new(malformed, MutationCode.SigningMalformed)), 0, whole, null);
        if (!ExpectedVersions.TryRead(whole.Extensions ?? default, out var versions, out var unread))
            return new(Refuse(output, new(unread, ErrorCodes.BadUserInput)), 0, whole, null);
        if (CostHeader.Read(http.Request, out var report) is { } unreadable)
            return new(Refuse(output, unreadable), 0, whole, null);
        whole = whole with { CostReport = report, AllowsIntrospection = shows.Allows(http) };
        var quota = limits.For(http);
        var state = new QueryRequest
        {
            Viewer = viewer,
            Signing = signing,
            Versions = versions,
            Quota = quota,
        };
        var level = executions.LevelOf(http);
        var (summary, more) = isInParts
            ? await executions.ExecuteInPartsAsync(served, whole, state, level, output, http.RequestAborted)
            : (await executions.ExecuteAsync(served, whole, state, level, output, http.RequestAborted), null);
        if (quota.IsUsedUp)
            http.Response.Headers.RetryAfter = "1";
        return new(summary, state.Position, whole, more);
    }

    static ExecutionSummary Refuse(IBufferWriter<byte> output, GraphQLError error)
    {
        output.Write(GraphQLAnswers.Refusal(error).Span);
        return new(ExecutionStatus.ValidationFailed, null, HasData: false, HasErrors: true, error.Code);
    }

    readonly record struct Executed(
        ExecutionSummary Summary,
        long Position,
        GraphQLRequest Whole,
        IAsyncEnumerable<ReadOnlyMemory<byte>>? More
    );

    static void TellPosition(HttpContext http, long position)
    {
        if (position > 0)
            http.Response.Headers[CeramicApi.CeramicApi.PositionHeader] = position.ToString(
                CultureInfo.InvariantCulture
            );
    }
}
