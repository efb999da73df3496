using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Integration.Transports;

/// <summary>Answers in parts over sockets.</summary>
public class IncrementalSocketTests(GatedNode gated) : IClassFixture<GatedNode>
{
    [Fact]
    public async Task Each_payload_is_a_message_and_then_the_operation_is_complete()
    {
        using var socket = await ConnectAsync("graphql-transport-ws");
        await SendAsync(
            socket,
            """{"id":"1","type":"subscribe","payload":{"query":"{ quick ... @defer { list @stream(initialCount: 1) } }"}}"""
        );

        Assert.Equal(
            [
                """{"id":"1","type":"next","payload":{"data":{"quick":1},"pending":[{"id":"0","path":[]}],"hasNext":true}}""",
                """{"id":"1","type":"next","payload":{"pending":[{"id":"1","path":["list"]}],"incremental":[{"id":"0","data":{"list":[1]}}],"completed":[{"id":"0"}],"hasNext":true}}""",
                """{"id":"1","type":"next","payload":{"incremental":[{"id":"1","items":[2,3]}],"completed":[{"id":"1"}],"hasNext":false}}""",
                """{"id":"1","type":"complete"}""",
            ],
            await ReceiveAsync(socket, 4)
        );
    }

    [Fact]
    public async Task An_operation_that_its_client_ends_is_worked_on_no_further()
    {
        gated.Close();
        using var socket = await ConnectAsync("graphql-transport-ws");
        await SendAsync(
            socket,
            """{"id":"1","type":"subscribe","payload":{"query":"{ quick ... @defer { gated } }"}}"""
        );
        _ = await ReceiveAsync(socket, 1);
        await gated.Begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await SendAsync(socket, """{"id":"1","type":"complete"}""");

        await gated.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Clients_of_the_old_protocol_get_the_whole_answer_at_once()
    {
        using var socket = await ConnectAsync("graphql-ws");
        await SendAsync(socket, """{"id":"1","type":"start","payload":{"query":"{ quick ... @defer { list } }"}}""");

        var answers = (await ReceiveAsync(socket, 3)).Where(message => !message.Contains("\"ka\""));

        Assert.Equal(
            [
                """{"id":"1","type":"data","payload":{"data":{"quick":1,"list":[1,2,3]}}}""",
                """{"id":"1","type":"complete"}""",
            ],
            answers
        );
    }

    async Task<ClientWebSocket> ConnectAsync(string protocol)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        var address = new UriBuilder(gated.Node.Address) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket.ConnectAsync(address, CancellationToken.None);
        await SendAsync(socket, """{"type":"connection_init"}""");
        var ack = JsonElement.Parse((await ReceiveAsync(socket, 1))[0]);
        Assert.Equal("connection_ack", ack.GetProperty("type").GetString());
        return socket;
    }

    static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(message),
            WebSocketMessageType.Text,
            endOfMessage: true,
            CancellationToken.None
        );

    static async Task<List<string>> ReceiveAsync(ClientWebSocket socket, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var messages = new List<string>();
        var buffer = new byte[4096];
        while (messages.Count < count)
        {
            var part = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.True(part.EndOfMessage);
            messages.Add(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        return messages;
    }
}
