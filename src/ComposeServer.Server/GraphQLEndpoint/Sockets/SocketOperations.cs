using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Requests;
using ComposeServer.Server.GraphQLEndpoint.Subscriptions;
using ComposeServer.Server.GraphQLEndpoint.Watching;

namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>The operations that run on one socket.</summary>
/// <param name="connection">Where answers go.</param>
/// <param name="protocol">In which words.</param>
/// <param name="parts">What executes them.</param>
/// <param name="served">The schema that is in service now, asked for with each operation; null when there is none any more.</param>
sealed class SocketOperations(
    SocketConnection connection,
    SocketProtocol protocol,
    SocketParts parts,
    Func<ServedComposite?> served
)
{
    readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Begins an operation.</summary>
    /// <exception cref="SocketCloseException">One of that id runs already.</exception>
    public async ValueTask StartAsync(string id, GraphQLRequest request, Viewer viewer, CancellationToken socket)
    {
        if (_running.Count >= parts.OperationsMax)
        {
            var error = new GraphQLError(
                $"At most {parts.OperationsMax} operations run on one socket",
                ErrorCodes.LimitExceeded
            );
            await ErrorAsync(id, GraphQLAnswers.Refusal(error), socket);
            return;
        }

        var end = CancellationTokenSource.CreateLinkedTokenSource(socket);
        var running = new Running(end);
        if (!_running.TryAdd(id, running))
        {
            end.Dispose();
            throw new SocketCloseException(
                SocketCloseException.SubscriberExists,
                $"Subscriber for {id} already exists"
            );
        }

        running.Task = Task.Run(() => RunAsync(id, request, viewer, end), CancellationToken.None);
    }

    /// <summary>Ends an operation; nothing of it is sent from here on but what is on its way.</summary>
    public async ValueTask StopAsync(string id)
    {
        if (_running.TryRemove(id, out var running))
            await running.End.CancelAsync();
    }

    /// <summary>Ends all of them and waits.</summary>
    public async Task StopAllAsync()
    {
        var all = _running.Values.ToList();
        foreach (var id in _running.Keys)
            await StopAsync(id);
        await Task.WhenAll(all.Select(running => running.Task));
    }

    async Task RunAsync(string id, GraphQLRequest request, Viewer viewer, CancellationTokenSource end)
    {
        try
        {
            await AnswerAsync(id, request, viewer, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Stopped by the client, or the socket is closed.
        }
        catch (Exception error) when (error is System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            // The socket is gone; its loop knows.
        }
        finally
        {
            _running.TryRemove(id, out _);
            end.Dispose();
        }
    }

    async Task AnswerAsync(string id, GraphQLRequest request, Viewer viewer, CancellationToken cancel)
    {
        if (parts.Documents.Resolve(request, out var error) is not { } whole)
            await ErrorAsync(id, GraphQLAnswers.Refusal(error!), cancel);
        else if (served() is not { } schema)
            await ErrorAsync(
                id,
                GraphQLAnswers.Refusal(new("The schema is out of service", ErrorCodes.NotFound)),
                cancel
            );
        else
            await ExecuteAsync(id, schema, whole, viewer, cancel);
    }

    async Task SubscribeAsync(
        string id,
        ServedComposite schema,
        GraphQLRequest request,
        Viewer viewer,
        CancellationToken cancel
    )
    {
        var (answers, refusal) = await parts.Subscriptions.OpenAsync(schema, viewer, request, cancel);
        if (answers is null)
        {
            await ErrorAsync(id, refusal, cancel);
            return;
        }

        await SendAsync(id, answers, cancel);
    }

    async Task SendAsync(string id, IAsyncEnumerable<ReadOnlyMemory<byte>> answers, CancellationToken cancel)
    {
        try
        {
            await foreach (var answer in answers.WithCancellation(cancel))
                await connection.SendAsync(protocol.Next, id, answer, cancel);
        }
        catch (SlowListenerException slow)
        {
            await ErrorAsync(id, GraphQLAnswers.Refusal(new(slow.Message, ErrorCodes.Unavailable)), cancel);
            return;
        }

        await CompleteAsync(id, cancel);
    }

    async Task ExecuteAsync(
        string id,
        ServedComposite schema,
        GraphQLRequest request,
        Viewer viewer,
        CancellationToken cancel
    )
    {
        if (!SigningReader.TryRead(request.Extensions ?? default, viewer, out var signing, out var malformed))
        {
            await ErrorAsync(id, GraphQLAnswers.Refusal(new(malformed, MutationCode.SigningMalformed)), cancel);
            return;
        }

        if (!ExpectedVersions.TryRead(request.Extensions ?? default, out var versions, out var unread))
        {
            await ErrorAsync(id, GraphQLAnswers.Refusal(new(unread, ErrorCodes.BadUserInput)), cancel);
            return;
        }

        request = request with { AnnouncesLive = true };
        var output = new ArrayBufferWriter<byte>(1024);
        ExecutionSummary summary;
        IAsyncEnumerable<ReadOnlyMemory<byte>>? more;
        using (var place = await parts.Gate.EnterAsync(cancel))
        {
            if (!place.IsAcquired)
            {
                var busy = new GraphQLError("Too many requests wait already", ErrorCodes.Unavailable);
                await ErrorAsync(id, GraphQLAnswers.Refusal(busy), cancel);
                return;
            }

            var state = new QueryRequest
            {
                Viewer = viewer,
                Signing = signing,
                Versions = versions,
                Quota = parts.Quota,
            };
            (summary, more) = await ExecuteAsync(schema, request, state, output, cancel);
        }

        if (more is not null)
        {
            await SendPartsAsync(id, output.WrittenMemory, parts.Gate.ForEachAsync(more, cancel), cancel);
            return;
        }

        if (summary.LivePause is { } pause)
        {
            await SendAsync(id, parts.Subscriptions.OpenLive(schema, viewer, request, pause, cancel), cancel);
            return;
        }

        if (summary.IsSubscription)
        {
            await SubscribeAsync(id, schema, request, viewer, cancel);
            return;
        }

        if (summary.IsRequestError)
        {
            await ErrorAsync(id, output.WrittenMemory, cancel);
            return;
        }

        await connection.SendAsync(protocol.Next, id, output.WrittenMemory, cancel);
        await CompleteAsync(id, cancel);
    }

    async ValueTask<(ExecutionSummary Summary, IAsyncEnumerable<ReadOnlyMemory<byte>>? More)> ExecuteAsync(
        ServedComposite schema,
        GraphQLRequest request,
        QueryRequest state,
        ArrayBufferWriter<byte> output,
        CancellationToken cancel
    ) =>
        protocol.HasParts
            ? await parts.Executions.ExecuteInPartsAsync(schema, request, state, ExplainLevel.None, output, cancel)
            : (await parts.Executions.ExecuteAsync(schema, request, state, ExplainLevel.None, output, cancel), null);

    async Task SendPartsAsync(
        string id,
        ReadOnlyMemory<byte> first,
        IAsyncEnumerable<ReadOnlyMemory<byte>> more,
        CancellationToken cancel
    )
    {
        await connection.SendAsync(protocol.Next, id, first, cancel);
        await foreach (var payload in more.WithCancellation(cancel))
            await connection.SendAsync(protocol.Next, id, payload, cancel);
        await CompleteAsync(id, cancel);
    }

    /// <summary>Ends an operation that was not executed; the payload is the list of errors alone.</summary>
    async ValueTask ErrorAsync(string id, ReadOnlyMemory<byte> answer, CancellationToken cancel)
    {
        _running.TryRemove(id, out _);
        using var json = JsonDocument.Parse(answer);
        var errors = JsonSerializer.SerializeToUtf8Bytes(
            json.RootElement.GetProperty("errors"),
            SocketJson.Default.JsonElement
        );
        await connection.SendAsync("error", id, errors, cancel);
    }

    /// <summary>The id is free before the client can know that it is.</summary>
    async ValueTask CompleteAsync(string id, CancellationToken cancel)
    {
        _running.TryRemove(id, out _);
        await connection.SendAsync("complete", id, default, cancel);
    }

    sealed class Running(CancellationTokenSource end)
    {
        public CancellationTokenSource End { get; } = end;

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
