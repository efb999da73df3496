using System.Net.WebSockets;
using System.Text;

namespace ComposeServer.Benchmarks.Sockets;

/// <summary>One socket with one subscription. Notes when it was told of which document.</summary>
sealed class Subscriber : IAsyncDisposable
{
    const int MessageBytesMax = 2_048;

    readonly ClientWebSocket _socket = new();
    readonly byte[] _buffer = new byte[MessageBytesMax];
    readonly List<(string Id, long Time)> _told = [];
    readonly TimeProvider _clock;
    Task _loop = Task.CompletedTask;

    Subscriber(TimeProvider clock) => _clock = clock;

    /// <summary>Documents in the order in which it was told, with the time of each. Complete once it is disposed of.</summary>
    public IReadOnlyList<(string Id, long Time)> Told => _told;

    /// <summary>Connects and subscribes; when it returns the server has taken the subscription in.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="query">A subscription whose answers hold one <c>id</c>.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Subscriber> OpenAsync(
        Uri server,
        string query,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var subscriber = new Subscriber(clock);
        subscriber._socket.Options.AddSubProtocol("graphql-transport-ws");
        await subscriber._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/graphql" }.Uri, cancel);
        await subscriber.SendAsync("""{"type":"connection_init"}""", cancel);
        await subscriber.ExpectAsync("connection_ack", cancel);
        await subscriber.SendAsync(
            $$$"""{"id":"1","type":"subscribe","payload":{"query":"{{{query.Replace("\"", "\\\"", StringComparison.Ordinal)}}}"}}""",
            cancel
        );
        // What comes after a ping has been answered comes after the subscription was begun.
        await subscriber.SendAsync("""{"type":"ping"}""", cancel);
        await subscriber.ExpectAsync("pong", cancel);
        subscriber._loop = Task.Run(subscriber.ListenAsync, CancellationToken.None);
        return subscriber;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _loop;
        _socket.Dispose();
    }

    async Task ListenAsync()
    {
        try
        {
            while (await ReceiveAsync(CancellationToken.None) is { } message)
            {
                var now = _clock.GetTimestamp();
                const string Mark = "\"data\":";
                var at = message.IndexOf(Mark, StringComparison.Ordinal);
                if (at < 0)
                    continue;
                const string IdMark = "\"id\":\"k";
                var begin = message.IndexOf(IdMark, at, StringComparison.Ordinal) + IdMark.Length - 1;
                _told.Add((message[begin..message.IndexOf('"', begin)], now));
            }
        }
        catch (Exception error)
            when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Hung up.
        }
    }

    async Task ExpectAsync(string type, CancellationToken cancel)
    {
        var message = await ReceiveAsync(cancel);
        if (message?.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal) != true)
            throw new BenchmarkException($"expected {type}, the server sent: {message}");
    }

    ValueTask SendAsync(string message, CancellationToken cancel) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(message).AsMemory(),
            WebSocketMessageType.Text,
            endOfMessage: true,
            cancel
        );

    async Task<string?> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(_buffer, 0, length);
        }
    }
}
