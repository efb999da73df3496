using System.Net;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Integration.NodeApi;

public sealed class PinTests
{
    [Fact]
    public async Task A_stream_is_pinned_let_go_and_pinned_again_by_an_administrator()
    {
        await using var node = await TestNode.StartAsync();
        var id = await CreateModelAsync(node);

        Assert.Equal([id], await PinnedAsync(node, "admin/pins"));
        Assert.Equal([id], await PinnedAsync(node, $"admin/pins/{id}"));

        var gone = (await node.Api.AdminPinAsync(HttpMethod.Delete, id)).Ok;
        Assert.Equal((id, false), (gone.Text("streamId"), gone.GetProperty("isPinned").GetBoolean()));
        Assert.Empty(await PinnedAsync(node, $"admin/pins/{id}"));

        var back = (await node.Api.AdminPinAsync(HttpMethod.Post, id)).Ok;
        Assert.True(back.GetProperty("isPinned").GetBoolean());
        Assert.Equal([id], await PinnedAsync(node, "admin/pins"));
    }

    [Fact]
    public async Task What_is_indexed_cannot_be_let_go_and_says_so()
    {
        await using var node = await TestNode.StartAsync();
        var composite = await node.DeployAsync(
            """type Note @createModel(accountRelation: LIST, description: "n") { text: String! @string(maxLength: 10) }"""
        );
        var model = composite.Models.Keys.Single();

        var reply = await node.Api.AdminPinAsync(HttpMethod.Delete, model);

        Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
        Assert.Equal("STREAM_INDEXED", reply.Body.Text("code"));
        Assert.Equal([model], await PinnedAsync(node, $"admin/pins/{model}"));
    }

    [Fact]
    public async Task A_document_of_an_indexed_model_cannot_be_let_go_and_names_its_model()
    {
        await using var social = new SocialNode();
        await social.InitializeAsync();
        var id = await social.As(social.Ada).PostAsync("kept");

        var reply = await social.Node.Api.AdminPinAsync(HttpMethod.Delete, id);

        Assert.Equal("STREAM_INDEXED", reply.Code);
        Assert.Equal($"Cannot unpin actively indexed stream ({id}) with model: {social.Model("Post")}", reply.Error);
        Assert.Equal([id], await PinnedAsync(social.Node, $"admin/pins/{id}"));
    }

    [Fact]
    public async Task A_stream_created_with_pin_false_is_not_pinned()
    {
        await using var node = await TestNode.StartAsync();
        using var key = Seeds.Key("author");
        var init = new EventAuthor(key).Sign(ModelEvents.Init(ModelSample.Definition(), key.Did));

        var reply = await node.Api.PostAsync(
            "streams",
            new
            {
                type = (int)StreamType.Model,
                genesis = Testing.Nodes.NodeApi.ToJson(init),
                opts = new { pin = false },
            }
        );

        Assert.Empty(await PinnedAsync(node, $"admin/pins/{reply.Ok.Text("streamId")}"));
    }

    [Fact]
    public async Task Strangers_and_unknown_streams_are_refused()
    {
        await using var node = await TestNode.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Api.GetAsync("admin/pins")).Status);
        Assert.Equal("INVALID_STREAM_ID", (await node.Api.AdminPinAsync(HttpMethod.Post, "junk")).Body.Text("code"));
        var other = StreamId.Parse("kjzl6hvfrbw6c5sxi0jssg1zzbu4ivqf5nkhf4k5s0h7ik6sdmu77zd4on4bkwx").ToString();
        Assert.Equal("STREAM_NOT_FOUND", (await node.Api.AdminPinAsync(HttpMethod.Post, other)).Body.Text("code"));
    }

    static async Task<string[]> PinnedAsync(TestNode node, string route) =>
        [
            .. (await node.Api.AdminGetPinsAsync(route))
                .Ok.GetProperty("pinnedStreamIds")
                .EnumerateArray()
                .Select(id => id.GetString()!),
        ];

    static async Task<string> CreateModelAsync(TestNode node)
    {
        using var key = Seeds.Key("author");
        var init = new EventAuthor(key).Sign(ModelEvents.Init(ModelSample.Definition(), key.Did));
        return (await node.Api.CreateAsync(StreamType.Model, init)).Ok.Text("streamId")!;
    }
}
