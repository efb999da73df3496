using System.Net.WebSockets;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Requests;
using ComposeServer.Server.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>GraphQL over WebSocket, in the current protocol and the old one.</summary>
/// <param name="schemas">What is served.</param>
/// <param name="viewers">Finds out who asks.</param>
/// <param name="parts">What sockets work with.</param>
/// <param name="limits">How much a client may write.</param>
/// <param name="clock">Time.</param>
/// <param name="stopping">Fires when the server stops.</param>
sealed class SocketEndpoint(
    SchemaHost schemas,
    ViewerReader viewers,
    SocketParts parts,
    WriteLimits limits,
    TimeProvider clock,
    CancellationToken stopping
)
{
    /// <summary>How long good-byes may take.</summary>
    static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    public async Task HandleAsync(HttpContext http, string schema)
    {
        if (!schemas.TryGet(schema, out _))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var protocol = SocketProtocol.Choose(http.WebSockets.WebSocketRequestedProtocols);
        using var open = parts.Open.Enter();
        using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol?.Name);
        using var connection = new SocketConnection(socket, parts.MessageBytesMax);
        // The client answers a good-bye with its own, which ends the session; who does not is cut off.
        await using var farewell = stopping.Register(() =>
            _ = CloseAsync(socket, connection, 1001, "The server stops", isLast: true)
        );
        var (status, reason) = (1000, "");
        try
        {
            if (protocol is null)
                throw new SocketCloseException(
                    SocketCloseException.SubprotocolNotAcceptable,
                    "Subprotocol not acceptable"
                );
            await new SocketSession(
                connection,
                protocol,
                parts with
                {
                    Quota = limits.For(http),
                },
                () => schemas.TryGet(schema, out var now) ? now : null,
                parts.Shows.Allows(http),
                parameters => Identify(http, parameters),
                clock
            ).RunAsync(http.RequestAborted);
        }
        catch (SocketCloseException broken)
        {
            (status, reason) = (broken.Status, broken.Message);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client is gone without a word.
        }

        await CloseAsync(socket, connection, status, reason, isLast: false);
    }

    async Task CloseAsync(WebSocket socket, SocketConnection connection, int status, string reason, bool isLast)
    {
        using var patience = new CancellationTokenSource(ClosePatience, clock);
        try
        {
            await connection.CloseAsync(status, reason, patience.Token);
            if (isLast)
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, patience.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    /// <summary>Browsers cannot set headers of a socket, so the same two words may stand in <c>connectionParams</c>.</summary>
    (Viewer? Viewer, GraphQLError? Error) Identify(HttpContext http, JsonElement? parameters) =>
        viewers.Read(
            http,
            TextOf(parameters, "authorization") ?? TextOf(parameters, "Authorization"),
            TextOf(parameters, ViewerReader.ViewerHeader)
        );

    static string? TextOf(JsonElement? parameters, string name) =>
        parameters is { } json && json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
