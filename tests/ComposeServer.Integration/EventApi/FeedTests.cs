using System.Net;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Postgres;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Integration.EventApi;

/// <summary><c>GET feed/events</c>, <c>GET feed/resumeToken</c> and <c>GET experimental/events</c>, over a log that a test knows from its first event.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    const string Sdl = """
        type Item @createModel(accountRelation: LIST, description: "an item") { size: Int }
        type Other @createModel(accountRelation: LIST, description: "another") { size: Int }
        """;

    readonly EventAuthor _ada = new(Seeds.Key("ada of the feed"));
    readonly EventAuthor _bob = new(Seeds.Key("bob of the feed"));
    TestNode _node = null!;
    StreamId _item;

    /// <summary>Two models, then three items, the second of them changed at the end.</summary>
    EventBlocks[] Items { get; set; } = [];

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync();
        _item = (await _node.DeployAsync(Sdl)).FindByAlias("Item")!.Value;
        EventBlocks[] created =
        [
            _ada.Create(_item, new { size = 1 }),
            _bob.Create(_item, new { size = 2 }),
            _ada.Create(_item, new { size = 3 }),
        ];
        var change = _bob.Change(
            EventCalls.LogOf(created[1], created[1]),
            """[{"op":"replace","path":"/size","value":4}]"""
        );
        Items = [.. created, change];
        await _node.TakeAsync(Items);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Events_are_told_in_the_order_of_the_log_and_the_token_goes_on()
    {
        var first = (await _node.GetAsync("feed/events?limit=4")).Ok;
        var second = (await _node.GetAsync("feed/events?limit=4&resumeAt=" + first.Text("resumeToken"))).Ok;
        var third = (await _node.GetAsync("feed/events?limit=4&resumeAt=" + second.Text("resumeToken"))).Ok;
        var all = (await _node.GetAsync("feed/events?resumeAt=0&includeData=none")).Ok;

        Assert.Equal(
            ("5", "7", "7"),
            (first.Text("resumeToken"), second.Text("resumeToken"), third.Text("resumeToken"))
        );
        Assert.Contains(_item.Init.ToString(), Ids(all)[..2]);
        Assert.Equal(Names(Items), Ids(all)[2..]);
        Assert.Equal(Ids(all), Ids(first).Concat(Ids(second)));
        Assert.Empty(Ids(third));
        Assert.All(
            all.Items("events"),
            one => Assert.Equal(["id"], one.EnumerateObject().Select(member => member.Name))
        );
        Assert.Equal("7", (await _node.GetAsync("feed/resumeToken")).Ok.Text("resumeToken"));
    }

    [Fact]
    public async Task A_token_is_where_the_next_event_stands()
    {
        var one = (await _node.GetAsync("feed/events?limit=1&resumeAt=6")).Ok;

        Assert.Equal((Items[3].Event.Cid.ToString(), "7"), (Assert.Single(Ids(one)), one.Text("resumeToken")));
        Assert.Equal(
            Ids((await _node.GetAsync("feed/events?resumeAt=1")).Ok),
            Ids((await _node.GetAsync("feed/events?resumeAt=")).Ok)
        );
    }

    [Fact]
    public async Task Events_come_with_their_blocks_if_asked()
    {
        var page = (await _node.GetAsync("feed/events?includeData=full&resumeAt=3")).Ok;

        Assert.Equal(Names(Items), Ids(page));
        Assert.Equal(Items.Select(EventCar.ToText), page.Items("events").Select(one => one.Text("data")));
        Assert.Equal("7", page.Text("resumeToken"));
    }

    [Fact]
    public async Task What_was_erased_is_passed_over()
    {
        await using (
            var backend = await PostgresBackend.OpenAsync(
                _node.Database.ConnectionString,
                connectionsMax: 2,
                StreamFamilies.Make().History,
                TimeProvider.System,
                NullLogger.Instance,
                CancellationToken.None
            )
        )
            await backend.Pins.EraseAsync(
                DocumentEvents.NameOf(Items[1]).Name,
                DateTimeOffset.UnixEpoch,
                CancellationToken.None
            );

        foreach (var data in (string[])["none", "full"])
        {
            var page = (await _node.GetAsync($"feed/events?resumeAt=3&includeData={data}")).Ok;
            Assert.Equal(Names([Items[0], Items[2]]), Ids(page));
            Assert.Equal("6", page.Text("resumeToken"));
            var empty = (await _node.GetAsync($"feed/events?resumeAt=6&includeData={data}")).Ok;
            Assert.Equal((0, "6"), (Ids(empty).Length, empty.Text("resumeToken")));
        }

        Assert.Equal(Names([Items[0], Items[2]]), Ids((await _node.GetAsync($"experimental/events/model/{_item}")).Ok));
        var gone = await _node.GetAsync($"events/{Items[1].Event.Cid}");
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Equal((400, "ERASED"), (await _node.PostEventAsync(Items[1])).Refusal);
    }

    [Fact]
    public async Task A_page_of_large_events_ends_early_and_the_next_goes_on()
    {
        const int Count = 60;
        var large = (
            await _node.DeployAsync(
                "type Large @createModel(accountRelation: LIST, description: \"large\") { text: String! @string(maxLength: 200000) }"
            )
        )
            .FindByAlias("Large")!
            .Value;
        var text = new string('x', 180_000);
        var events = Enumerable.Range(0, Count).Select(_ => _ada.Create(large, new { text })).ToList();
        var token = (await _node.GetAsync("feed/resumeToken")).Ok.Text("resumeToken");
        await _node.TakeAsync(events);

        var pages = new List<string[]>();
        for (string? next = null; next != token; )
        {
            token = next ?? token;
            var page = (await _node.GetAsync($"feed/events?limit=10000&includeData=full&resumeAt={token}")).Ok;
            pages.Add(Ids(page));
            next = page.Text("resumeToken");
        }

        Assert.Equal(Names(events), pages.SelectMany(page => page));
        // 8 MB of blocks, the event that reaches it included.
        Assert.Equal([45, 15, 0], pages.Select(page => page.Length));
    }

    [Theory]
    [InlineData("feed/events?resumeAt=-1", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=x", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=1.5", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=+1", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=8", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=9223372036854775807", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=9223372036854775808", "INVALID_CURSOR")]
    [InlineData("feed/events?resumeAt=1&resumeAt=2", "INVALID_CURSOR")]
    [InlineData("feed/events?limit=0", "INVALID_PAGING")]
    [InlineData("feed/events?limit=-5", "INVALID_PAGING")]
    [InlineData("feed/events?limit=10001", "INVALID_PAGING")]
    [InlineData("feed/events?limit=10001&includeData=full", "INVALID_PAGING")]
    [InlineData("feed/events?limit=99999999999999999999", "INVALID_PAGING")]
    [InlineData("feed/events?includeData=some", "BAD_USER_INPUT")]
    [InlineData("feed/events?includeData=full&includeData=none", "BAD_USER_INPUT")]
    public async Task A_question_that_makes_no_sense_is_refused(string question, string code)
    {
        Assert.Equal((400, code), (await _node.GetAsync(question)).Refusal);
    }

    [Fact]
    public async Task The_largest_page_is_answered()
    {
        Assert.Equal(6, Ids((await _node.GetAsync("feed/events?limit=10000&includeData=full")).Ok).Length);
        Assert.Equal(6, Ids((await _node.GetAsync("feed/events?limit=10000")).Ok).Length);
    }

    [Fact]
    public async Task Events_of_a_model_are_listed_stream_by_stream()
    {
        var route = $"experimental/events/model/{_item}";
        var all = (await _node.GetAsync(route)).Ok;
        var first = (await _node.GetAsync(route + "?limit=2")).Ok;
        var second = (await _node.GetAsync($"{route}?limit=2&offset={first.Number("resumeOffset")}")).Ok;

        Assert.Equal(Names([Items[0], Items[1], Items[3], Items[2]]), Ids(all));
        Assert.True(all.Flag("isComplete"));
        Assert.False(first.Flag("isComplete"));
        Assert.Equal(Ids(all), Ids(first).Concat(Ids(second)));
        Assert.Equal(EventCar.ToText(Items[0]), all.Text("events.0.data"));
        Assert.Equal(2, Ids((await _node.GetAsync($"experimental/events/model/{StreamId.Metamodel}")).Ok).Length);
    }

    [Fact]
    public async Task Events_of_a_controller_or_a_stream_are_picked_out()
    {
        var route = $"experimental/events/model/{Multibase.Encode('z', _item.ToBytes())}";
        var stream = DocumentEvents.NameOf(Items[1]);

        Assert.Equal(
            Names([Items[0], Items[2]]),
            Ids((await _node.GetAsync($"{route}?controller={_ada.Did.Text}")).Ok)
        );
        Assert.Equal(Names([Items[1], Items[3]]), Ids((await _node.GetAsync($"{route}?streamId={stream}")).Ok));
        Assert.Empty(Ids((await _node.GetAsync($"{route}?streamId={stream}&controller={_ada.Did.Text}")).Ok));
    }

    [Theory]
    [InlineData("experimental/events/family/kh4q0ozorrgaq2mezktnrmdwleo1d", "BAD_USER_INPUT")]
    [InlineData("experimental/events/model/nothing", "INVALID_STREAM_ID")]
    [InlineData("experimental/events/model/kh4q0ozorrgaq2mezktnrmdwleo1d?offset=-1", "INVALID_CURSOR")]
    [InlineData("experimental/events/model/kh4q0ozorrgaq2mezktnrmdwleo1d?offset=3", "INVALID_CURSOR")]
    [InlineData("experimental/events/model/kh4q0ozorrgaq2mezktnrmdwleo1d?limit=10001", "INVALID_PAGING")]
    [InlineData("experimental/events/model/kh4q0ozorrgaq2mezktnrmdwleo1d?controller=x", "BAD_USER_INPUT")]
    [InlineData("experimental/events/model/kh4q0ozorrgaq2mezktnrmdwleo1d?streamId=x", "INVALID_STREAM_ID")]
    public async Task A_listing_that_makes_no_sense_is_refused(string question, string code)
    {
        Assert.Equal((400, code), (await _node.GetAsync(question)).Refusal);
    }

    static string[] Ids(JsonElement page) => [.. page.Items("events").Select(one => one.Text("id")!)];

    static string[] Names(IEnumerable<EventBlocks> events) => [.. events.Select(blocks => blocks.Event.Cid.ToString())];
}
