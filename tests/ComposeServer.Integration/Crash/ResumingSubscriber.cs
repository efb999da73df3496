using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Crash;

/// <summary>One who listens over a socket and, whenever that breaks, goes on at some server behind the last position that it saw.</summary>
/// <param name="after">The position before the first that it wants.</param>
/// <param name="server">Gives the address of a server that may be alive.</param>
sealed class ResumingSubscriber(long after, Func<Uri> server)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly List<(long Position, string Id)> _seen = [];
    long _last = after;

    /// <summary>Changes in the order in which they came; read it when the listener has ended.</summary>
    public IReadOnlyList<(long Position, string Id)> Seen => _seen;

    /// <summary>The last position.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>How often it had to begin again.</summary>
    public int Resumes { get; private set; }

    /// <summary>Listens until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                using var socket = new ClientWebSocket();
                await ListenAsync(socket, cancel);
            }
            catch (Exception lost)
                when (lost is WebSocketException or OperationCanceledException or HttpRequestException or IOException)
            {
                Resumes++;
                await Task.Delay(Pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task ListenAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server()) { Scheme = "ws", Path = "/graphql" }.Uri, cancel);
        await SendAsync(socket, new { type = "connection_init" }, cancel);
        var payload = new
        {
            query = "subscription($after: String) { postChanged(after: $after) { position id } }",
            variables = new { after = Last.ToString(CultureInfo.InvariantCulture) },
        };
        await SendAsync(
            socket,
            new
            {
                id = "1",
                type = "subscribe",
                payload,
            },
            cancel
        );
        while (await ReceiveAsync(socket, cancel) is { } message)
        {
            if (message.Text("type") == "connection_ack")
                continue;
            if (message.Text("type") == "error" && message.Text("payload.0.extensions.code") == "UNAVAILABLE")
                throw new WebSocketException("the server is too busy, or this listener too slow: begin again");
            Assert.True(message.Text("type") == "next", message.GetRawText());
            var change = message.At("payload.data.postChanged");
            var position = long.Parse(change.Text("position")!, CultureInfo.InvariantCulture);
            _seen.Add((position, change.Text("id")!));
            Interlocked.Exchange(ref _last, position);
        }

        throw new WebSocketException("the server hung up");
    }

    static Task SendAsync(ClientWebSocket socket, object message, CancellationToken cancel) =>
        socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            cancel
        );

    static async Task<JsonElement?> ReceiveAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        var buffer = new byte[4_096];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return JsonElement.Parse(Encoding.UTF8.GetString(buffer, 0, length));
        }
    }
}
