using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary><c>GET events/:id</c> and <c>GET streams/:id</c>.</summary>
public class EventReadTests(SocialNode social) : IClassFixture<SocialNode>
{
    const ulong InMemory = 0xff;

    readonly EventAuthor _ada = new(Seeds.Key("ada who reads"));

    [Fact]
    public async Task An_event_is_read_by_its_CID_and_by_its_EventID_in_any_multibase()
    {
        var init = await CreateAsync();
        var id = EventId.Of(InMemory, social.Model("Post").Name, _ada.Did, init.Event.Cid, init.Event.Cid);
        string[] names =
        [
            init.Event.Cid.ToString(),
            init.Event.Cid.ToString('z'),
            id.ToString(),
            Multibase.Encode('u', id.ToBytes()),
            Multibase.Encode('z', id.ToBytes()),
        ];

        foreach (var name in names)
        {
            var read = (await social.Node.GetAsync("events/" + name)).Ok;
            JsonAssert.Equal(new { id = init.Event.Cid.ToString(), data = EventCar.ToText(init) }, read);
        }
    }

    [Fact]
    public async Task An_event_of_a_model_is_named_by_the_metamodel()
    {
        var model = social.Model("Post");
        var state = (await social.Node.GetAsync($"streams/{model}")).Ok;
        var controller = Identity.Dids.Did.Parse(state.Text("controller")!);
        var id = EventId.Of(InMemory, StreamId.Metamodel.Name, controller, model.Init, model.Init);

        Assert.Equal(model.Init.ToString(), (await social.Node.GetAsync($"events/{id}")).Ok.Text("id"));
    }

    [Fact]
    public async Task An_event_that_is_not_here_or_has_another_name_is_not_found()
    {
        var init = await CreateAsync();
        var unknown = _ada.Create(social.Model("Post"), SocialWrites.Post("never posted")).Event.Cid;
        var id = EventId.Of(InMemory, social.Model("Post").Name, _ada.Did, init.Event.Cid, init.Event.Cid);
        string[] names =
        [
            unknown.ToString(),
            init.Linked!.Value.Cid.ToString(),
            (id with { Event = unknown }).ToString(),
            (id with { Network = 0 }).ToString(),
            (id with { Separator = 1 }).ToString(),
            (id with { Controller = 1 }).ToString(),
            (id with { Init = 1 }).ToString(),
        ];

        foreach (var name in names)
        {
            var reply = await social.Node.GetAsync("events/" + name);
            Assert.Equal(
                (HttpStatusCode.NotFound, $"Event not found : {name}"),
                (reply.Status, reply.Body.GetString())
            );
            Assert.Equal("text/plain; charset=utf-8", reply.Headers["Content-Type"]);
            Assert.Equal("COMMIT_NOT_FOUND", reply.Headers["ComposeServer-Code"]);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%20")]
    [InlineData("kjzl6cwe1jw146ezcibi0y88p08ffgpr5eyeklygaioqwad5nc9g0r4k424vp55")]
    [InlineData("fce0105")]
    [InlineData("bagcqcerai4ckwyydogqy73gph5alvixartjunbucwmey7zteczq6dc25zohq0")]
    public async Task A_name_of_no_event_is_refused(string name)
    {
        Assert.Equal((400, "BAD_USER_INPUT"), (await social.Node.GetAsync("events/" + name)).Refusal);
    }

    [Fact]
    public async Task A_document_says_what_its_next_event_needs()
    {
        var init = await CreateAsync();
        var model = social.Model("Post");

        var state = (await social.Node.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok;

        var header = (IpldMap)
            ((IpldMap)Ipld.DagCbor.DagCborDecoder.ReadStrict(init.Linked!.Value.Bytes).Value!)["header"];
        JsonAssert.Equal(
            new
            {
                id = DocumentEvents.NameOf(init).ToString(),
                event_cid = init.Event.Cid.ToString(),
                controller = _ada.Did.Text,
                dimensions = new
                {
                    context = "u",
                    controller = Raw(Encoding.UTF8.GetBytes(_ada.Did.Text)),
                    model = Raw(model.ToBytes()),
                    unique = Raw(((IpldBytes)header["unique"]).Value.Span),
                },
                data = state.Text("data"),
            },
            state
        );
        var data = DataOf(state);
        Assert.StartsWith("""{"metadata":{"shouldIndex":true},"content":{""", data, StringComparison.Ordinal);
        JsonAssert.Equal(SocialWrites.Post("Read"), JsonElement.Parse(data).At("content"));
    }

    [Fact]
    public async Task A_document_says_whether_it_wants_to_be_found()
    {
        var init = await CreateAsync();
        await social.Node.TakeAsync(_ada.Change(EventCalls.LogOf(init, init), "[]", shouldIndex: false));

        var state = (await social.Node.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok;

        Assert.StartsWith("""{"metadata":{"shouldIndex":false},""", DataOf(state), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_of_an_account_has_no_content_at_first_and_keeps_its_context()
    {
        var context = DocumentEvents.NameOf(await CreateAsync());
        var init = DocumentEvents.SingleInit(social.Model("Profile"), _ada.Did, context);
        await social.Node.TakeAsync(init);

        var state = (await social.Node.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok;

        Assert.Equal("""{"metadata":{"shouldIndex":true},"content":null}""", DataOf(state));
        Assert.Equal(
            ("u", Raw(context.ToBytes())),
            (state.Text("dimensions.unique"), state.Text("dimensions.context"))
        );
    }

    [Fact]
    public async Task A_model_is_served_with_its_definition()
    {
        var model = social.Model("Post");

        var state = (await social.Node.GetAsync($"streams/{model}")).Ok;

        Assert.Equal(Raw(StreamId.Metamodel.ToBytes()), state.Text("dimensions.model"));
        Assert.Equal(
            ("u", "u", model.Init.ToString()),
            (state.Text("dimensions.unique"), state.Text("dimensions.context"), state.Text("event_cid"))
        );
        JsonAssert.Equal(
            (await social.Node.Api.GetAsync($"streams/{model}/content")).Ok,
            JsonElement.Parse(DataOf(state)).At("content")
        );
    }

    [Fact]
    public async Task A_stream_that_is_not_here_is_named_in_the_answer()
    {
        const string Unknown = "kjzl6kcym7w8y6ni6muv7ifh21k2labiiz5mj08u2tqapjtfurfcy9sak02krrj";

        var reply = await social.Node.GetAsync("streams/" + Unknown);

        Assert.Equal((HttpStatusCode.NotFound, Unknown), (reply.Status, reply.Body.GetString()));
        Assert.Equal("STREAM_NOT_FOUND", reply.Headers["ComposeServer-Code"]);
    }

    [Fact]
    public async Task Streams_without_a_model_are_not_served_here()
    {
        var tile = _ada.Sign(TileEvents.Init(_ada.Did, IpldMap.Of(), RandomNumberGenerator.Fill));
        var created = await social.Node.Api.CreateAsync(StreamType.Tile, tile);

        var reply = await social.Node.GetAsync("streams/" + created.Ok.Text("streamId"));

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("k")]
    [InlineData("..%2Fx")]
    [InlineData("junk-kjzl6cwe1jw146ezcibi0y88p08ffgpr5eyeklygaioqwad5nc9g0r4k424vp55")]
    [InlineData("k3y52l7qbv1frxpmjcy9s6relttnxpyv52icnmk4zusvz9lpk5z75xcwf0v6pesjk")]
    public async Task A_name_of_no_stream_is_refused(string name)
    {
        Assert.Equal((400, "INVALID_STREAM_ID"), (await social.Node.GetAsync("streams/" + name)).Refusal);
    }

    async Task<EventBlocks> CreateAsync()
    {
        var init = _ada.Create(social.Model("Post"), SocialWrites.Post("Read"));
        await social.Node.TakeAsync(init);
        return init;
    }

    static string Raw(ReadOnlySpan<byte> bytes) => "u" + Base64Url.Encode(bytes);

    static string DataOf(JsonElement state)
    {
        Assert.True(Base64Url.TryDecode(state.Text("data").AsSpan(1), out var bytes));
        return Encoding.UTF8.GetString(bytes);
    }
}
