using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Events with their bytes, by name and in pages.</summary>
public abstract partial class LogContract
{
    const long NoLimit = long.MaxValue;

    [Fact]
    public async Task An_event_is_found_by_its_CID_with_all_its_blocks()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var anchor = LogScene.Anchor(init, init, Noon);
        await scene.ImportAsync(init, anchor);

        var (document, time) = (await FindAsync(scene, init.Event.Cid), await FindAsync(scene, anchor.Event.Cid));

        Assert.Equal((LogScene.NameOf(init), 2), (document!.Log, document.Event.Entry.Position));
        Assert.Equal(Bytes(init), Bytes(document.Event.Blocks));
        Assert.Equal(Bytes(anchor), Bytes(time!.Event.Blocks));
        Assert.Equal(init.Event.Cid, time.Event.Entry.Prev);
        // A payload is no event.
        Assert.Null(await FindAsync(scene, init.Linked!.Value.Cid));
        Assert.Null(await FindAsync(scene, scene.NewDocument(default).Event.Cid));
    }

    [Fact]
    public async Task An_unclaimed_init_event_is_found_by_its_CID_and_is_on_no_page()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync("single");
        var unclaimed = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);
        await scene.TakeAsync<DocumentState>(unclaimed);

        var found = await FindAsync(scene, unclaimed.Event.Cid);

        Assert.Equal((LogScene.NameOf(unclaimed), 0), (found!.Log, found.Event.Entry.Position));
        Assert.Equal(Bytes(unclaimed), Bytes(found.Event.Blocks));
        Assert.Equal("1", Positions(await scene.Events.ReadAfterAsync(0, 10, NoLimit, default)));
        Assert.Empty((await PageAsync(scene, model.Id)).Events);
    }

    [Fact]
    public async Task Events_come_in_pages_by_position_and_what_was_collected_or_erased_is_passed_over()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var documents = Enumerable.Range(0, 5).Select(_ => scene.NewDocument(model.Id)).ToList();
        foreach (var document in documents)
            await scene.TakeAsync<DocumentState>(document);
        await scene.Pins.UnpinAsync(LogScene.NameOf(documents[1]), DateTimeOffset.UnixEpoch, default);
        await scene.Pins.CollectAsync(DateTimeOffset.UnixEpoch.AddDays(1), 10, default);
        await scene.Pins.EraseAsync(LogScene.NameOf(documents[3]), DateTimeOffset.UnixEpoch, default);

        var first = await scene.Events.ReadAfterAsync(0, 3, NoLimit, default);
        var second = await scene.Events.ReadAfterAsync(first[^1].Entry.Position, 3, NoLimit, default);

        Assert.Equal("1 2 4", Positions(first));
        Assert.Equal("6", Positions(second));
        Assert.Equal(Bytes(documents[4]), Bytes(second[0].Blocks));
        Assert.Empty(await scene.Events.ReadAfterAsync(6, 3, NoLimit, default));
        Assert.Null(await FindAsync(scene, documents[3].Event.Cid));
        Assert.Equal(
            [documents[0], documents[2], documents[4]],
            (await PageAsync(scene, model.Id)).Events.Select(one =>
                documents.Single(blocks => blocks.Event.Cid == one.Entry.Cid)
            )
        );
    }

    [Fact]
    public async Task A_page_ends_with_the_event_that_fills_it()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var documents = Enumerable.Range(0, 3).Select(_ => scene.NewDocument(model.Id)).ToList();
        foreach (var document in documents)
            await scene.TakeAsync<DocumentState>(document);
        var size = documents[0].SizeBytes;

        // The model is the first event.
        Assert.Equal("2", Positions(await scene.Events.ReadAfterAsync(1, 10, size, default)));
        Assert.Equal("2 3", Positions(await scene.Events.ReadAfterAsync(1, 10, size + 1, default)));
        Assert.Equal("2", Positions(await scene.Events.ReadAfterAsync(1, 10, 1, default)));
        var page = await PageAsync(scene, model.Id, bytesMax: size);
        Assert.Equal((1, 2L, false), (page.Events.Count, page.Last, page.IsComplete));
    }

    [Fact]
    public async Task The_bytes_of_capabilities_and_proofs_fill_a_page_too()
    {
        var clock = new ShiftedClock();
        await using var scene = await StartAsync(clock: clock);
        var model = await scene.ModelAsync();
        using var wallet = new EthereumWallet(Seeds.Of("wallet"));
        using var session = DidSession.Create(wallet, new("test", [$"ceramic://*?model={model.Id}"]), clock);
        var signed = new EventAuthor(session).Create(model.Id, new { text = "a" });
        var anchor = LogScene.Anchor(signed, signed, clock.GetUtcNow().ToUnixTimeSeconds());
        await scene.ImportAsync(signed, anchor);
        await scene.ImportAsync(scene.NewDocument(model.Id));

        foreach (var (after, size) in new[] { (1, signed.SizeBytes), (2, anchor.SizeBytes) })
            Assert.Equal($"{after + 1}", Positions(await scene.Events.ReadAfterAsync(after, 1, size, default)));
        Assert.Equal("2", Positions(await scene.Events.ReadAfterAsync(1, 5, signed.SizeBytes, default)));
        Assert.Equal("2 3", Positions(await scene.Events.ReadAfterAsync(1, 5, signed.SizeBytes + 1, default)));
        var both = signed.SizeBytes + anchor.SizeBytes;
        Assert.Equal("2 3", Positions(await scene.Events.ReadAfterAsync(1, 5, both, default)));
        Assert.Equal("2 3 4", Positions(await scene.Events.ReadAfterAsync(1, 5, both + 1, default)));
    }

    [Fact]
    public async Task Events_of_a_model_come_stream_by_stream_and_pages_go_on_from_each_other()
    {
        await using var scene = await StartAsync();
        var (model, other) = (await scene.ModelAsync(), await scene.ModelAsync("none"));
        var (one, two) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        await scene.ImportAsync(one);
        await scene.ImportAsync(two);
        var change = scene.Update(one, one, "second");
        await scene.ImportAsync(change);

        var all = await PageAsync(scene, model.Id);
        var first = await PageAsync(scene, model.Id, max: 2);
        var second = await PageAsync(scene, model.Id, first.Last, max: 2);

        Assert.Equal("3 5 4", Positions(all.Events));
        Assert.Equal((4, true), (all.Last, all.IsComplete));
        Assert.Equal(("3 5", 5L, false), (Positions(first.Events), first.Last, first.IsComplete));
        Assert.Equal(("4", 4L, true), (Positions(second.Events), second.Last, second.IsComplete));
        Assert.Equal((0, 4, true), Told(await PageAsync(scene, model.Id, 4)));
        Assert.Equal((0, 0, true), Told(await PageAsync(scene, other.Id)));
        Assert.Equal("1 2", Positions((await PageAsync(scene, StreamId.Metamodel)).Events));
        // A place in another model, and none at all.
        Assert.Null(await scene.Events.ReadAsync(new(model.Name), 1, 10, NoLimit, default));
        Assert.Null(await scene.Events.ReadAsync(new(model.Name), 99, 10, NoLimit, default));

        static (int, long, bool) Told(EventPage page) => (page.Events.Count, page.Last, page.IsComplete);
    }

    [Fact]
    public async Task Events_of_one_stream_or_of_one_controller_are_picked_out()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        using var key = Seeds.Key("somebody else");
        var (mine, theirs) = (scene.NewDocument(model.Id), new EventAuthor(key).Create(model.Id, new { text = "a" }));
        await scene.ImportAsync(mine);
        await scene.ImportAsync(theirs);
        await scene.ImportAsync(scene.Update(mine, mine, "second"));

        Assert.Equal("2 4", await OfAsync(new(model.Name, LogScene.NameOf(mine))));
        Assert.Equal("3", await OfAsync(new(model.Name, LogScene.NameOf(theirs))));
        Assert.Equal("2 4", await OfAsync(new(model.Name, Controller: scene.Signer.Did)));
        Assert.Equal("3", await OfAsync(new(model.Name, Controller: key.Did)));
        Assert.Equal("", await OfAsync(new(model.Name, LogScene.NameOf(mine), key.Did)));
        Assert.Equal("", await OfAsync(new(model.Name, new StreamId(StreamType.Document, model.Tip).Name)));

        // Passing over somebody else's events is progress.
        var page = (await scene.Events.ReadAsync(new(model.Name, Controller: key.Did), 0, 2, NoLimit, default))!;
        Assert.Equal((0, 4, false), (page.Events.Count, page.Last, page.IsComplete));

        async Task<string> OfAsync(EventSelection selection) =>
            Positions((await scene.Events.ReadAsync(selection, 0, 10, NoLimit, default))!.Events);
    }

    static async Task<FoundEvent?> FindAsync(LogScene scene, Cid cid) => await scene.Events.FindAsync(cid, default);

    static async Task<EventPage> PageAsync(
        LogScene scene,
        StreamId model,
        long after = 0,
        int max = 10,
        long bytesMax = NoLimit
    ) => (await scene.Events.ReadAsync(new(model.Name), after, max, bytesMax, default))!;

    static string Positions(IEnumerable<StoredEvent> events) =>
        string.Join(' ', events.Select(stored => stored.Entry.Position));

    /// <summary>All blocks of an event, as the file that carries it.</summary>
    static string Bytes(EventBlocks blocks) => EventCar.ToText(blocks);
}
