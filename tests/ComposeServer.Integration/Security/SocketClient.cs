using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>A client on a socket that does only what it is told; it takes nothing in unless asked.</summary>
sealed class SocketClient : IDisposable
{
    const string Protocol = "graphql-transport-ws";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ClientWebSocket _socket = new();
    readonly MemoryStream _message = new();
    readonly byte[] _buffer = new byte[16_384];

    /// <summary>Opens a socket.</summary>
    /// <param name="node">The server.</param>
    /// <param name="origin">Of the page that opens it; null for a program that is no browser.</param>
    /// <param name="receiveBytes">What the system may take in for it; null leaves that to the system.</param>
    /// <param name="header">Name of a header of the request that opens it; null for none.</param>
    /// <exception cref="WebSocketException">It is refused.</exception>
    public static async Task<SocketClient> ConnectAsync(
        NodeClient node,
        string? origin = null,
        int? receiveBytes = null,
        string? header = null
    )
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol(Protocol);
        if (origin is not null)
            client._socket.Options.SetRequestHeader("Origin", origin);
        if (header is not null)
            client._socket.Options.SetRequestHeader(header, "yes");
        using var patience = new CancellationTokenSource(Patience);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                var connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (receiveBytes is { } bytes)
                    connection.ReceiveBufferSize = bytes;
                await connection.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        var address = new UriBuilder(node.Address) { Scheme = "ws", Path = "/graphql" }.Uri;
        await client._socket.ConnectAsync(address, new HttpMessageInvoker(handler), patience.Token);
        return client;
    }

    /// <summary>Opens a socket and introduces itself.</summary>
    public static async Task<SocketClient> OpenAsync(NodeClient node, int? receiveBytes = null, string? header = null)
    {
        var client = await ConnectAsync(node, receiveBytes: receiveBytes, header: header);
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).Text("type"));
        return client;
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SubscribeAsync(string id, string query, object? variables = null) =>
        SendAsync(
            JsonSerializer.Serialize(
                new
                {
                    id,
                    type = "subscribe",
                    payload = new { query, variables },
                }
            )
        );

    /// <summary>The next message.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        _message.SetLength(0);
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer, patience.Token);
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            _message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
                return JsonElement.Parse(_message.GetBuffer().AsSpan(0, (int)_message.Length));
        }
    }

    /// <summary>Hangs up without a word.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _message.Dispose();
    }
}
