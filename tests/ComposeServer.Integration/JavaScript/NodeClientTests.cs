using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>
/// The unmodified <c>@ceramicnetwork/http-client</c> and its packages for streams. The scripts check what they see, so that the same
/// expectations can be held against the old node; here stands what only this side knows.
/// </summary>
public class NodeClientTests(ClientPackages packages) : IClassFixture<ClientPackages>
{
    [Fact]
    public async Task Tiles_are_written_and_read_by_the_stock_client()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "tiles.mjs");

        Assert.Equal(
            ["create", "update", "load", "metadata", "forbidden", "deterministic", "genesis", "schema", "commits"],
            steps.Names
        );
        var settled = TileEvents.DeterministicInit(
            DidOf(steps["deterministic"].Text("controller")!),
            IpldMap.Of(("family", "settings"), ("tags", IpldList.Of("t")))
        );
        Assert.Equal(TileEvents.NameOf(settled).ToString(), steps["deterministic"].Text("id"));
        var tile = (await node.Api.GetAsync("streams/" + steps["create"].Text("id"))).Ok;
        JsonAssert.Equal(new { a = 4 }, tile.At("state.next.content"));
        Assert.Equal(
            steps["commits"].Items("cids").Select(cid => cid.GetString()),
            tile.Items("state.log").Select(entry => entry.Text("cid"))
        );
        // What nobody signed is kept apart: of two of the seven tiles there is only such an event.
        await AssertStoredAsync(node, logs: 5, events: 12);
    }

    [Fact]
    public async Task Links_of_accounts_are_set_and_cleared_by_the_stock_client()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "links.mjs");

        Assert.Equal(["create", "set", "foreign", "clear", "commits"], steps.Names);
        Assert.True(LinkAccount.TryParse(steps["create"].Text("controller")!, out var account));
        var init = Caip10LinkEvents.Init(account);
        Assert.Equal(Caip10LinkEvents.NameOf(init).ToString(), steps["create"].Text("id"));
        Assert.Equal(3, steps["clear"].Number("entries"));
        await AssertStoredAsync(node, logs: 1, events: 3);
    }

    [Fact]
    public async Task Models_are_created_and_indexed_by_the_stock_client_and_only_for_administrators()
    {
        await using var node = await TestNode.StartAsync();
        using var admin = Seeds.Key("admin");

        var steps = await packages.RunAsync(node, "models.mjs");

        Assert.Equal(
            ["create", "load", "admin", "refused", "index", "status", "stranger", "stop", "chains"],
            steps.Names
        );
        var definition = ModelDefinition.Parse(steps["admin"].At("definition"));
        var init = new EventAuthor(admin).Sign(ModelEvents.Init(definition, admin.Did));
        Assert.Equal(new StreamId(StreamType.Model, init.Event.Cid).ToString(), steps["admin"].Text("id"));
        Assert.Equal(3, steps["index"].Number("count"));
        var notes = steps["create"].Text("id");
        var left = (await node.Api.AdminGetAsync("admin/modelData")).Ok.Items("modelData");
        Assert.Equal([notes], left.Select(one => one.Text("streamID")));
        // The log of all models is named, and has no events.
        await AssertStoredAsync(node, logs: 1 + 4, events: 4);
    }

    [Fact]
    public async Task Documents_of_all_relations_are_written_and_read_by_the_stock_client()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "documents.mjs");

        Assert.Equal(["models", "create", "change", "index", "context", "single", "set", "refused"], steps.Names);
        var single = DocumentEvents.SingleInit(ModelOf(steps, "profiles"), DidOf(steps["single"].Text("controller")!));
        Assert.Equal(DocumentEvents.NameOf(single).ToString(), steps["single"].Text("id"));
        var key = string.Join('|', steps["set"].Items("key").Select(part => part.GetString()));
        var set = DocumentEvents.SetInit(ModelOf(steps, "votes"), DidOf(steps["set"].Text("controller")!), key);
        Assert.Equal(DocumentEvents.NameOf(set).ToString(), steps["set"].Text("id"));
        Assert.Equal(8, steps["refused"].EnumerateObject().Count() - 1);
        // Three models, two notes, a profile, a vote; the notes have four changes, the profile one, the vote two.
        await AssertStoredAsync(node, logs: 1 + 7, events: 3 + 2 + 1 + 1 + 4 + 1 + 2);
    }

    [Fact]
    public async Task Streams_logs_and_the_index_are_read_by_the_stock_client()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "reading.mjs");

        Assert.Equal(["multiquery", "commits", "pages", "sorted", "filters", "former filter", "refused"], steps.Names);
        Assert.Equal(4, steps["multiquery"].Number("found"));
        Assert.Equal(["Ada’s", "bee", "it's", "Zoë", "bee"], TextsOf(steps["pages"].Items("titles")));
        Assert.Equal(["it's", "Ada’s", "bee", "bee", "Zoë"], TextsOf(steps["sorted"].Items("titles")));
        Assert.Equal(16, steps["filters"].Number("count"));
    }

    [Fact]
    public async Task Subscriptions_and_the_feed_of_documents_tell_the_stock_client_of_changes()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "feed.mjs");

        Assert.Equal(["subscription", "told", "resumed", "read"], steps.Names);
        Assert.Equal(["One", "Two"], TextsOf(steps["subscription"].Items("titles")));
        Assert.Equal(steps["told"].Text("tokens.1"), steps["resumed"].Text("token"));
        Assert.Equal("Told", steps["read"].Text("content.title"));
    }

    [Fact]
    public async Task Administrators_pin_with_the_stock_client()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync(node, "pins.mjs");

        Assert.Equal(["indexed", "removed", "added", "stranger", "former"], steps.Names);
        var kept = steps["removed"].Text("id")!;
        var pinned = (await node.Api.AdminGetPinsAsync("admin/pins/" + kept)).Ok.Items("pinnedStreamIds");
        Assert.Equal([kept], TextsOf(pinned));
    }

    static IEnumerable<string?> TextsOf(IEnumerable<JsonElement> items) => items.Select(item => item.GetString());

    static Did DidOf(string text) => Did.TryParse(text, out var did) ? did : throw new FormatException(text);

    static StreamId ModelOf(Steps steps, string name) => StreamId.Parse(steps["models"].Text(name));

    static async Task AssertStoredAsync(TestNode node, int logs, int events)
    {
        var stored = await node.FootprintAsync();
        Assert.Equal((logs, events), (stored.Logs, stored.Events));
    }
}
