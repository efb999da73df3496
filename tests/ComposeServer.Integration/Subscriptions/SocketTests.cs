using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>The protocols for sockets, message by message.</summary>
public class SocketTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Current = "graphql-transport-ws";
    const string Old = "graphql-ws";
    const string Init = """{"type":"connection_init"}""";
    const string Subscribe =
        """{"id":"1","type":"subscribe","payload":{"query":"subscription { postChanged { id } }"}}""";

    [Theory]
    [InlineData(4400, "no json")]
    [InlineData(4400, "[]")]
    [InlineData(4400, "{}")]
    [InlineData(4400, """{"type":5}""")]
    [InlineData(4400, """{"type":"unknown"}""")]
    [InlineData(4400, """{"type":"connection_init","payload":5}""")]
    [InlineData(4401, Subscribe)]
    [InlineData(4403, """{"type":"connection_init","payload":{"authorization":"Bearer x"}}""")]
    [InlineData(4429, Init, Init)]
    [InlineData(4409, Init, Subscribe, Subscribe)]
    [InlineData(4400, Init, """{"type":"subscribe","payload":{"query":"{ postCount }"}}""")]
    [InlineData(4400, Init, """{"id":"","type":"subscribe","payload":{"query":"{ postCount }"}}""")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe"}""")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe","payload":{"query":5}}""")]
    public async Task Who_breaks_the_protocol_is_sent_away_with_its_code(int code, params string[] messages)
    {
        using var socket = await ConnectAsync(Current);

        foreach (var message in messages)
            await SendAsync(socket, message);

        Assert.Equal(code, await CloseCodeAsync(socket));
    }

    [Fact]
    public async Task A_protocol_that_is_not_spoken_is_not_accepted()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(AddressOf(social.Node), CancellationToken.None);

        Assert.Equal(4406, await CloseCodeAsync(socket));
    }

    [Fact]
    public async Task Who_does_not_introduce_themselves_is_sent_away()
    {
        using var socket = await ConnectAsync(Current);

        Assert.Equal(4408, await CloseCodeAsync(socket));
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_the_socket()
    {
        using var socket = await ConnectAsync(Current);
        await SendAsync(socket, Init);
        Assert.Equal("connection_ack", (await ReceiveAsync(socket)).Text("type"));

        await SendAsync(socket, $$"""{"type":"ping","payload":"{{new string('x', 1_048_576)}}"}""");

        Assert.Equal(1009, await CloseCodeAsync(socket));
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_payload()
    {
        using var socket = await ConnectAsync(Current);
        await SendAsync(socket, """{"type":"ping","payload":{"a":[1]}}""");

        var pong = await ReceiveAsync(socket);

        Assert.Equal("""{"type":"pong","payload":{"a":[1]}}""", pong.GetRawText());
    }

    [Fact]
    public async Task An_id_is_free_again_when_its_operation_has_ended()
    {
        using var socket = await ConnectAsync(Current);
        await SendAsync(socket, Init);
        _ = await ReceiveAsync(socket);

        for (var i = 0; i < 3; i++)
        {
            await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}""");
            Assert.Equal("Query", (await ReceiveAsync(socket)).Text("payload.data.__typename"));
            Assert.Equal("complete", (await ReceiveAsync(socket)).Text("type"));
        }

        await SendAsync(socket, Subscribe);
        await SendAsync(socket, """{"id":"1","type":"complete"}""");
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"{ nonsense }"}}""");
        var error = await ReceiveAsync(socket);
        Assert.Equal("error", error.Text("type"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.Text("payload.0.extensions.code"));
    }

    [Fact]
    public async Task A_socket_runs_so_many_operations_and_no_more()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                SocketOperationsMax = 2,
            }
        );
        _ = await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        using var socket = await ConnectAsync(Current, node);
        await SendAsync(socket, Init);
        _ = await ReceiveAsync(socket);

        foreach (var id in (string[])["1", "2", "3"])
            await SendAsync(socket, Subscribe.Replace("\"1\"", $"\"{id}\"", StringComparison.Ordinal));

        var refused = await ReceiveAsync(socket);
        Assert.Equal(("3", "error"), (refused.Text("id"), refused.Text("type")));
        Assert.Equal("LIMIT_EXCEEDED", refused.Text("payload.0.extensions.code"));
    }

    [Fact]
    public async Task The_old_protocol_says_that_it_lives_and_refuses_a_bad_session_in_words()
    {
        using var socket = await ConnectAsync(Old);
        await SendAsync(socket, Init);
        Assert.Equal("connection_ack", (await ReceiveAsync(socket)).Text("type"));
        Assert.Equal("ka", (await ReceiveAsync(socket)).Text("type"));
        await SendAsync(socket, """{"id":"1","type":"start","payload":{"query":"{ __typename }"}}""");
        Assert.Equal("data", (await ReceiveAsync(socket)).Text("type"));
        Assert.Equal("complete", (await ReceiveAsync(socket)).Text("type"));

        using var other = await ConnectAsync(Old);
        await SendAsync(other, """{"type":"connection_init","payload":{"authorization":"DIDSession x"}}""");
        var refused = await ReceiveAsync(other);
        Assert.Equal("connection_error", refused.Text("type"));
        Assert.Equal("INVALID_SESSION", refused.Text("payload.extensions.code"));
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        await using var node = await TestNode.StartAsync();
        using var socket = await ConnectAsync(Current, node);
        await SendAsync(socket, Init);
        _ = await ReceiveAsync(socket);

        var stopping = node.StopAsync();

        Assert.Equal(1001, await CloseCodeAsync(socket));
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_page_of_a_foreign_origin_opens_no_socket_when_origins_are_listed()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                CorsOrigins = ["https://app.example"],
            }
        );

        using var own = await ConnectAsync(Current, node, "https://app.example");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() =>
            ConnectAsync(Current, node, "https://evil.example")
        );

        Assert.Equal(WebSocketState.Open, own.State);
        Assert.Contains("403", refused.Message);
    }

    Task<ClientWebSocket> ConnectAsync(string protocol) => ConnectAsync(protocol, social.Node);

    static async Task<ClientWebSocket> ConnectAsync(string protocol, TestNode node, string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(AddressOf(node), CancellationToken.None);
        return socket;
    }

    static Uri AddressOf(TestNode node) => new UriBuilder(node.Address) { Scheme = "ws", Path = "/graphql" }.Uri;

    static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );

    static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[8192];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        Assert.Equal(WebSocketMessageType.Text, received.MessageType);
        return JsonElement.Parse(buffer.AsSpan(0, received.Count));
    }

    static async Task<int> CloseCodeAsync(ClientWebSocket socket)
    {
        var buffer = new byte[8192];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
            continue;
        return (int)socket.CloseStatus!;
    }
}
