using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 44: many sockets that do nothing, and listeners that do not listen.</summary>
public class Sec44_SubscriptionFloodTests(SocialNode social) : IClassFixture<SocialNode>
{
    const int Sockets = 300;

    /// <summary>What may wait for one listener.</summary>
    const int WaitingBytesMax = 1024 * 1024;

    /// <summary>With the client's half, which is in this process too.</summary>
    const int BytesOfASocketMax = 200_000;

    [Fact]
    public async Task Hundreds_of_idle_sockets_take_little_and_keep_nobody_waiting()
    {
        var sockets = new List<SocketClient>();
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            foreach (var group in Enumerable.Range(0, Sockets).Chunk(30))
                sockets.AddRange(await Task.WhenAll(group.Select(_ => SocketClient.OpenAsync(social.Node))));
            foreach (var socket in sockets)
                await socket.SubscribeAsync("1", "subscription { profileChanged { id } }");
            var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

            Assert.InRange(bytes / Sockets, long.MinValue, BytesOfASocketMax);
            await social.Node.RefuseQuicklyAsync("{ nonsense }", "GRAPHQL_VALIDATION_FAILED");
            await social.As(social.Ada).AskAsync(SocialWrites.SetProfile, new { content = new { name = "Ada" } });
            var told = await Task.WhenAll(sockets.Select(socket => socket.ReceiveAsync()));
            Assert.All(told, message => Assert.Equal("next", message.Text("type")));
        }
        finally
        {
            foreach (var socket in sockets)
                socket.Dispose();
        }
    }

    [Fact]
    public async Task A_listener_that_stops_reading_is_ended_and_resumes_where_it_was()
    {
        // Answers so large that the buffers of the system are soon full.
        const int TextLength = 9_000;
        const string Listen =
            "subscription ($after: String) { postChanged(after: $after, filters: { where: { audience: { equalTo: FOLLOWERS } } }) { position id node { a: text b: text c: text } } }";
        const int AnswerBytes = 3 * TextLength;
        const int Changes = 1_600;
        using var socket = await SocketClient.OpenAsync(social.Node, receiveBytes: 4_096);
        await socket.SubscribeAsync("1", Listen);
        using var key = Seeds.Key("writer");
        var author = new EventAuthor(key);
        var content = SocialWrites.Post("long");
        content["audience"] = "FOLLOWERS";
        content["text"] = new string('x', TextLength);
        // The first answer says that the listener listens.
        _ = (await WriteAsync()).Ok;
        Assert.Equal("next", (await socket.ReceiveAsync()).Text("type"));

        foreach (var group in Enumerable.Range(0, Changes).Chunk(32))
        foreach (var reply in await Task.WhenAll(group.Select(_ => WriteAsync())))
            _ = reply.Ok;

        var met = new List<string>();
        var message = await socket.ReceiveAsync();
        for (; message.Text("type") == "next"; message = await socket.ReceiveAsync())
            met.Add(message.Text("payload.data.postChanged.position")!);
        Assert.Equal("error", message.Text("type"));
        Assert.Equal("UNAVAILABLE", message.Text("payload.0.extensions.code"));
        Assert.Contains("after", message.Text("payload.0.message"));
        Assert.InRange(met.Count, WaitingBytesMax / (2 * AnswerBytes), Changes - 1);

        await socket.SubscribeAsync("2", Listen, new { after = met[^1] });
        while (met.Count < Changes)
            met.Add((await socket.ReceiveAsync()).Text("payload.data.postChanged.position")!);
        Assert.Equal(met.Select(long.Parse).Distinct().Order(), met.Select(long.Parse));
        await social.Node.AnswersAsync();

        Task<ApiReply> WriteAsync() =>
            social.Node.Api.CreateAsync(StreamType.Document, author.Create(social.Model("Post"), content));
    }
}
