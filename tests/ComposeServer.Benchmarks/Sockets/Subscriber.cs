using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using ComposeServer.Benchmarks.Corpus;

namespace ComposeServer.Benchmarks.Sockets;

/// <summary>One socket with one subscription. Notes when it was told of which document.</summary>
sealed class Subscriber : IAsyncDisposable
{
    const int MessageBytesMax = 2_048;

    readonly ClientWebSocket _socket = new();
    readonly byte[] _buffer = new byte[MessageBytesMax];
    readonly List<(UInt128 Name, long Time)> _told = [];
    readonly TimeProvider _clock;
    Task _loop = Task.CompletedTask;

    Subscriber(TimeProvider clock) => _clock = clock;

    /// <summary>Documents (see <see cref="NameOf(ReadOnlySpan{byte})"/>) in the order in which it was told, with the time of each.</summary>
    public IReadOnlyList<(UInt128 Name, long Time)> Told => _told;

    /// <summary>The end of a StreamID's text as a number: clients share two cores with the server, so they make no texts.</summary>
    public static UInt128 NameOf(ReadOnlySpan<byte> id) => MemoryMarshal.Read<UInt128>(id[^16..]);

    /// <inheritdoc cref="NameOf(ReadOnlySpan{byte})"/>
    public static UInt128 NameOf(SignedDocument document) => NameOf(Encoding.UTF8.GetBytes(document.Id.ToString()));

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
                var at = message.Span.IndexOf("\"id\":\"k"u8);
                if (at < 0)
                    continue;
                var id = message.Span[(at + "\"id\":\""u8.Length)..];
                _told.Add((NameOf(id[..id.IndexOf((byte)'"')]), now));
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
        var text = message is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "nothing";
        if (!text.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal))
            throw new BenchmarkException($"expected {type}, the server sent: {text}");
    }

    ValueTask SendAsync(string message, CancellationToken cancel) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(message).AsMemory(),
            WebSocketMessageType.Text,
            endOfMessage: true,
            cancel
        );

    async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return _buffer.AsMemory(0, length);
        }
    }
}
