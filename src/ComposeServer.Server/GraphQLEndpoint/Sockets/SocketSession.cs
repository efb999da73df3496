using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Query.Requests;

namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>One client on a socket, from its introduction to its end.</summary>
/// <param name="connection">The socket's messages.</param>
/// <param name="protocol">The words.</param>
/// <param name="parts">What it works with.</param>
/// <param name="served">The schema in service now; null when it was taken away.</param>
/// <param name="showsSchema">Whether the client may read the schema.</param>
/// <param name="identify">Finds out who the client is by its <c>connectionParams</c>.</param>
/// <param name="clock">Time.</param>
sealed class SocketSession(
    SocketConnection connection,
    SocketProtocol protocol,
    SocketParts parts,
    Func<ServedComposite?> served,
    bool showsSchema,
    Func<JsonElement?, (Viewer? Viewer, GraphQLError? Error)> identify,
    TimeProvider clock
)
{
    readonly SocketOperations _operations = new(connection, protocol, parts, served);
    Viewer? _viewer;
    bool _hasInit;

    /// <summary>Serves the client until it closes or breaks the protocol.</summary>
    /// <exception cref="SocketCloseException">It broke the protocol.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var signs = Task.CompletedTask;
        var lateness = Task.Delay(parts.InitTimeout, clock, end.Token);
        try
        {
            while (await ReceiveAsync(lateness, cancel) is { } message)
            {
                await HandleAsync(message, end.Token);
                if (_viewer is not null && protocol.SignOfLife is not null && signs == Task.CompletedTask)
                    signs = ShowLifeAsync(end.Token);
                if (TypeOf(message) == "connection_terminate" && !protocol.HasCloseCodes)
                    return;
            }
        }
        finally
        {
            await end.CancelAsync();
            await _operations.StopAllAsync();
            await signs;
            (_viewer as Viewer.BySession)?.Session.Dispose();
        }
    }

    /// <summary>Before the introduction there is little time. A receive that is cancelled would end the socket without a word, so it is left.</summary>
    async ValueTask<JsonElement?> ReceiveAsync(Task lateness, CancellationToken cancel)
    {
        if (_hasInit)
            return await connection.ReceiveAsync(cancel);
        var receiving = connection.ReceiveAsync(cancel).AsTask();
        return await Task.WhenAny(receiving, lateness) == receiving
            ? await receiving
            : throw new SocketCloseException(SocketCloseException.InitTimeout, "Connection initialisation timeout");
    }

    async ValueTask HandleAsync(JsonElement message, CancellationToken cancel)
    {
        var type = TypeOf(message);
        if (type == "connection_init")
            await InitAsync(message, cancel);
        else if (type == protocol.Subscribe)
            await SubscribeAsync(message, cancel);
        else if (type == protocol.Stop)
            await _operations.StopAsync(IdOf(message));
        else if (type == "ping" && protocol.HasCloseCodes)
            await connection.SendAsync("pong", null, PayloadBytes(message), cancel);
        else if (type != (protocol.HasCloseCodes ? "pong" : "connection_terminate"))
            throw Malformed();
    }

    async ValueTask InitAsync(JsonElement message, CancellationToken cancel)
    {
        if (_hasInit)
            throw new SocketCloseException(SocketCloseException.TooManyInits, "Too many initialisation requests");
        _hasInit = true;
        JsonElement? parameters =
            message.TryGetProperty("payload", out var payload) && payload.ValueKind != JsonValueKind.Null
                ? payload
                : null;
        if (parameters is { ValueKind: not JsonValueKind.Object })
            throw Malformed();
        var (viewer, error) = identify(parameters);
        if (viewer is null)
        {
            if (protocol.HasCloseCodes)
                throw new SocketCloseException(SocketCloseException.Forbidden, $"{error!.Code}: {error.Message}");
            await connection.SendAsync("connection_error", null, ErrorPayload(error!), cancel);
            return;
        }

        _viewer = viewer;
        await connection.SendAsync("connection_ack", null, default, cancel);
    }

    async ValueTask SubscribeAsync(JsonElement message, CancellationToken cancel)
    {
        if (_viewer is null)
            throw new SocketCloseException(SocketCloseException.Unauthorized, "Unauthorized");
        if (
            !message.TryGetProperty("payload", out var payload)
            || !GraphQLRequest.TryRead(payload, out var request, out _)
        )
            throw Malformed();
        request = request with { AllowsIntrospection = showsSchema };
        await _operations.StartAsync(IdOf(message), request, _viewer, cancel);
    }

    async Task ShowLifeAsync(CancellationToken cancel)
    {
        try
        {
            await connection.SendAsync(protocol.SignOfLife!, null, default, cancel);
            using var timer = new PeriodicTimer(parts.SignOfLifeInterval, clock);
            while (await timer.WaitForNextTickAsync(cancel))
                await connection.SendAsync(protocol.SignOfLife!, null, default, cancel);
        }
        catch (Exception error) when (error is OperationCanceledException or System.Net.WebSockets.WebSocketException)
        {
            // The socket is closed.
        }
    }

    static string? TypeOf(JsonElement message) =>
        message.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : throw Malformed();

    static string IdOf(JsonElement message) =>
        message.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String
        && id.GetString() is { Length: > 0 } text
            ? text
            : throw Malformed();

    static ReadOnlyMemory<byte> PayloadBytes(JsonElement message) =>
        message.TryGetProperty("payload", out var payload)
            ? JsonSerializer.SerializeToUtf8Bytes(payload, SocketJson.Default.JsonElement)
            : default(ReadOnlyMemory<byte>);

    static ReadOnlyMemory<byte> ErrorPayload(GraphQLError error)
    {
        using var json = JsonDocument.Parse(GraphQLAnswers.Refusal(error));
        return JsonSerializer.SerializeToUtf8Bytes(
            json.RootElement.GetProperty("errors")[0],
            SocketJson.Default.JsonElement
        );
    }

    static SocketCloseException Malformed() => new(SocketCloseException.BadRequest, "Invalid message received");
}
