using System.Net;
using System.Security.Cryptography;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary><c>POST events</c>: what is taken, and the words in which it is refused.</summary>
public class EventWriteTests(SocialNode social) : IClassFixture<SocialNode>
{
    readonly EventAuthor _ada = new(Seeds.Key("ada of the event API"));

    StreamId Post => social.Model("Post");

    [Theory]
    [InlineData('m')]
    [InlineData('u')]
    [InlineData('b')]
    [InlineData('f')]
    [InlineData('k')]
    [InlineData('z')]
    public async Task An_init_event_is_taken_in_any_multibase(char multibase)
    {
        var init = NewPost();

        var reply = await social.Node.PostEventAsync(init, multibase);

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal((await social.Node.FootprintAsync()).Position, reply.Position);
        var read = await social.Node.Api.GetAsync($"streams/{DocumentEvents.NameOf(init)}");
        Assert.Equal("Event", read.Ok.Text("state.content.title"));
        Assert.Equal(_ada.Did.Text, read.Ok.Text("state.metadata.controllers.0"));
    }

    [Fact]
    public async Task A_data_event_is_taken_and_is_the_state_at_once()
    {
        var init = NewPost();
        var tip = init;
        await social.Node.TakeAsync(init);
        for (var i = 0; i < 5; i++)
        {
            tip = _ada.Change(EventCalls.LogOf(init, tip), $$"""[{"op":"replace","path":"/title","value":"{{i}}"}]""");
            await social.Node.TakeAsync(tip);
            var state = (await social.Node.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok;
            Assert.Equal(tip.Event.Cid.ToString(), state.Text("event_cid"));
        }

        var read = await social.Node.Anonymous.AskAsync(
            "query ($id: ID!) { node(id: $id) { ... on Post { title version } } }",
            new { id = DocumentEvents.NameOf(init).ToString() }
        );
        Assert.Equal("4", read.Data.Text("node.title"));
    }

    [Fact]
    public async Task An_event_that_is_stored_already_changes_nothing()
    {
        var init = NewPost();
        await social.Node.TakeAsync(init);
        var before = await social.Node.FootprintAsync();

        var reply = await social.Node.PostEventAsync(init);

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.DoesNotContain("ComposeServer-Position", reply.Headers.Keys);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task An_event_signed_in_a_session_brings_its_capability()
    {
        var author = new EventAuthor(social.SessionOf(social.Ada, "Post"));
        var init = author.Create(Post, SocialWrites.Post("In a session"));

        await social.Node.TakeAsync(init);

        var read = (await social.Node.GetAsync($"events/{init.Event.Cid}")).Ok;
        Assert.Equal(EventCar.ToText(init), read.Text("data"));
        Assert.Equal(3, EventCar.Of(init).Blocks.Count);
    }

    [Fact]
    public async Task The_document_of_an_account_begins_without_a_signature()
    {
        var init = DocumentEvents.SingleInit(social.Model("Profile"), _ada.Did);
        await social.Node.TakeAsync(init);
        var begun = (await social.Node.GetAsync($"streams/{DocumentEvents.NameOf(init)}")).Ok;

        await social.Node.TakeAsync(
            _ada.Change(EventCalls.LogOf(init, init), """[{"op":"add","path":"/name","value":"Ada"}]""")
        );
        await social.Node.TakeAsync(init);

        Assert.Equal(init.Event.Cid.ToString(), begun.Text("event_cid"));
        var read = await social.Node.Api.GetAsync($"streams/{DocumentEvents.NameOf(init)}");
        Assert.Equal("Ada", read.Ok.Text("state.content.name"));
    }

    [Fact]
    public async Task An_event_whose_stream_or_past_is_not_here_is_refused_in_the_words_of_ceramic_one()
    {
        var (known, unknown) = (NewPost(), NewPost());
        await social.Node.TakeAsync(known);

        await RefusesAsync(
            Retitle(unknown, unknown),
            "STREAM_NOT_FOUND",
            $"cannot find init event block {unknown.Event.Cid}"
        );
        await RefusesAsync(
            Retitle(known, unknown),
            "MISSING_PREV",
            "Failed to insert event as `prev` event was missing"
        );
    }

    [Fact]
    public async Task An_event_that_names_the_tip_as_its_stream_learns_which_fault_made_it()
    {
        var init = NewPost();
        var tip = Retitle(init, init);
        await social.Node.TakeAsync(init, tip);

        var message = await RefusesAsync(Retitle(tip, tip), "WRONG_STREAM");

        Assert.StartsWith("cannot find init event block", message, StringComparison.Ordinal);
        Assert.Contains($"expected {init.Event.Cid}", message, StringComparison.Ordinal);
        Assert.Contains("update @ceramic-sdk/* to 0.12 or later", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_breaks_a_rule_is_refused_with_its_word()
    {
        var init = NewPost();
        var tip = Retitle(init, init);
        await social.Node.TakeAsync(init, tip);

        await RefusesAsync(Retitle(init, init, "late"), "CONFLICT");
        await RefusesAsync(_ada.Create(Post, new { title = 5 }), "SCHEMA_VIOLATION");
        await RefusesAsync(_ada.Create(Post, Seeds.Key("Bob").Did, SocialWrites.Post("x")), "WRONG_SIGNER");
        await RefusesAsync(_ada.Create(new(StreamType.Model, init.Event.Cid), new { }), "MODEL_NOT_FOUND");
        var forged = NewPost();
        await RefusesAsync(forged with { Event = NewPost().Event, Linked = forged.Linked }, "MALFORMED_EVENT");
    }

    [Fact]
    public async Task Bytes_that_would_not_come_out_as_they_went_in_are_refused()
    {
        const string Message =
            "Event bytes do not round-trip. This most likely means the event contains unexpected fields.";
        var init = DagCborDecoder.ReadStrict(NewPost().Linked!.Value.Bytes).Value as IpldMap;
        // The members of the payload in the wrong order: a2 ‖ "header" ‖ … ‖ "data" ‖ …
        var sorted = DagCborEncoder.Encode(IpldMap.Of(("data", IpldNull.Instance), ("header", IpldMap.Of())));
        byte[] turned = [0xa2, .. sorted[7..], .. sorted[1..7]];

        await RefusesAsync(_ada.Sign(DagCborEncoder.ToBlock(init!.With("extra", 1L))), "MALFORMED_EVENT", Message);
        var message = await RefusesAsync(_ada.Sign(Block.Of(Multicodec.DagCbor, turned)), "MALFORMED_EVENT");
        Assert.StartsWith(Message, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_init_event_that_nothing_separates_is_refused()
    {
        var tile = _ada.Sign(
            DagCborEncoder.ToBlock(
                IpldMap.Of(("data", 1L), ("header", IpldMap.Of(("controllers", IpldList.Of(_ada.Did.Text)))))
            )
        );
        var other = (IpldMap)DagCborDecoder.ReadStrict(NewPost().Linked!.Value.Bytes).Value!;
        var separated = other.With("header", ((IpldMap)other["header"]).With("sep", "family"));

        await RefusesAsync(tile, "INVALID_HEADER", "an init event has the member 'model' in its header");
        await RefusesAsync(
            _ada.Sign(DagCborEncoder.ToBlock(separated)),
            "INVALID_HEADER",
            "the only separator that is known is 'model'"
        );
    }

    EventBlocks NewPost() => _ada.Create(Post, SocialWrites.Post("Event"));

    EventBlocks Retitle(EventBlocks init, EventBlocks prev, string title = "changed") =>
        _ada.Change(
            EventCalls.LogOf(init, prev),
            $$"""[{"op":"replace","path":"/title","value":"{{title}} {{RandomNumberGenerator.GetHexString(4)}}"}]"""
        );

    async Task<string> RefusesAsync(EventBlocks blocks, string code, string? message = null)
    {
        var before = await social.Node.FootprintAsync();

        var reply = await social.Node.PostEventAsync(blocks);

        Assert.Equal((400, code), reply.Refusal);
        Assert.Equal(message ?? reply.Message, reply.Message);
        Assert.Equal(before, await social.Node.FootprintAsync());
        return reply.Message;
    }
}
