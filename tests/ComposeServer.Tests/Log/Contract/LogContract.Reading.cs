using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Old states, listings, blocks; capabilities at the time of their anchors.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task An_old_state_is_never_far_from_a_snapshot()
    {
        const int Every = 16;
        await using var scene = await StartAsync(new IntakeLimits { SnapshotEvery = Every });
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var chain = new List<EventBlocks> { init };
        for (var i = 1; i < 100; i++)
            chain.Add(scene.Update(init, chain[^1], $"{i}"));
        Assert.All(await scene.Intake.ImportAsync(chain, default), outcome => Assert.IsType<Outcome.Taken>(outcome));

        for (var i = 1; i < 100; i++)
        {
            Assert.Equal($"{i}", await TextAtAsync(scene, init, chain[i]));
            var path = await scene.Reader.ReadPathAsync(LogScene.NameOf(init), chain[i].Event.Cid, default);
            Assert.InRange(path!.Events.Count, 1, Every);
        }
    }

    [Fact]
    public async Task An_event_of_another_log_has_no_state_here()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (one, two) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        await scene.ImportAsync(one);
        await scene.ImportAsync(two);

        Assert.Null(await scene.States.AtAsync(LogScene.NameOf(one), two.Event.Cid, default));
    }

    [Fact]
    public async Task Logs_are_listed_by_model_and_by_account()
    {
        await using var scene = await StartAsync();
        var (model, other) = (await scene.ModelAsync(), await scene.ModelAsync("none"));
        var documents = Enumerable.Range(0, 1_005).Select(_ => scene.NewDocument(model.Id)).ToList();
        await Task.WhenAll(documents.Select(scene.SubmitAsync));

        Assert.Equal(
            documents.Select(LogScene.NameOf).ToHashSet(),
            [.. await ListAsync(scene, new LogFilter.OfModel(model.Name))]
        );
        Assert.Empty(await ListAsync(scene, new LogFilter.OfModel(other.Name)));
        Assert.Equal(1_007, (await ListAsync(scene, new LogFilter.OfController(scene.Signer.Did))).Count);
        Assert.Equal(1_007, (await ListAsync(scene, new LogFilter.All())).Distinct().Count());
    }

    [Fact]
    public async Task Every_block_of_an_event_is_found_under_its_CID()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var anchor = LogScene.Anchor(init, init, Noon);
        await scene.ImportAsync(init, anchor);

        foreach (var block in (Block[])[init.Event, init.Linked!.Value, anchor.Event, .. anchor.Evidence!.Blocks])
        {
            var found = (await scene.Reader.ReadBlockAsync(block.Cid, default))!.Value;
            Assert.True(found.Bytes.Span.SequenceEqual(block.Bytes.Span));
        }

        Assert.Null(await scene.Reader.ReadBlockAsync(scene.NewDocument(default).Event.Cid, default));
    }

    [Fact]
    public async Task An_expired_session_is_good_for_what_was_anchored_while_it_held()
    {
        var clock = new ShiftedClock();
        await using var scene = await StartAsync(clock: clock);
        var model = await scene.ModelAsync();
        using var wallet = new EthereumWallet(Seeds.Of("wallet"));
        using var session = DidSession.Create(wallet, new("test", [$"ceramic://*?model={model.Id}"]), clock);
        var author = new EventAuthor(session);
        var (anchored, bare) = (
            author.Create(model.Id, new { text = "a" }),
            author.Create(model.Id, new { text = "b" })
        );
        var anchor = LogScene.Anchor(anchored, anchored, clock.GetUtcNow().ToUnixTimeSeconds());

        clock.Shift(TimeSpan.FromDays(30));

        Assert.All(await scene.ImportAsync(anchored, anchor), outcome => Assert.IsType<Outcome.Taken>(outcome));
        var refused = Assert.IsType<Outcome.Refused>((await scene.ImportAsync(bare))[0]);
        Assert.Equal(ComposeServer.Identity.IdentityCode.CapabilityExpired, refused.Reason.Code);
    }

    [Fact]
    public async Task A_capability_that_came_with_another_event_need_not_come_again()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        using var wallet = new EthereumWallet(Seeds.Of("wallet"));
        using var session = DidSession.Create(
            wallet,
            new("test", [$"ceramic://*?model={model.Id}"]),
            TimeProvider.System
        );
        var author = new EventAuthor(session);
        var (one, two) = (author.Create(model.Id, new { text = "a" }), author.Create(model.Id, new { text = "b" }));
        var bare = two with { Capability = null };

        Assert.Equal(
            [one.Capability!.Value.Cid],
            Assert.IsType<Outcome.Parked>((await scene.ImportAsync(bare))[0]).Cids
        );
        await scene.ImportAsync(one);
        await scene.SettleAsync();

        var stored = Assert.Single(await scene.Reader.ReadEventsAsync(LogScene.NameOf(two), default));
        Assert.Equal(one.Capability!.Value.Cid, stored.Blocks.Capability!.Value.Cid);
    }

    [Fact]
    public async Task A_second_signature_over_the_same_init_event_begins_no_second_stream_at_our_door()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        using var key = P256Signer.Generate();
        var payload = DocumentEvents.ListInit(
            model.Id,
            key.Did,
            IpldMap.Of(("text", "x")),
            new DocumentUnique(new byte[12])
        );
        var (one, two) = (EventSigner.Sign(key, payload), EventSigner.Sign(key, payload));
        Assert.NotEqual(one.Event.Cid, two.Event.Cid);
        await scene.TakeAsync<DocumentState>(one);

        var again = Assert.IsType<Outcome.AlreadyKnown>(await scene.SubmitAsync(two));

        Assert.Equal(one.Event.Cid, again.State.Tip);
        Assert.Empty(await scene.Reader.KnownAsync([two.Event.Cid], default));
        // What others made of it is theirs.
        Assert.IsType<Outcome.Taken>((await scene.ImportAsync(two))[0]);
    }

    [Fact]
    public async Task Events_of_another_log_in_the_chain_are_refused()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (one, two) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));

        var outcomes = await scene.ImportAsync(one, two);

        Assert.IsType<Outcome.Taken>(outcomes[0]);
        Assert.Equal(RefusalCode.WrongStream, Assert.IsType<Outcome.Refused>(outcomes[1]).Reason.Code);
    }

    [Fact]
    public async Task Bytes_that_are_not_canonical_are_read_as_history_and_refused_as_new()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var payload = UnsortedInit(scene, model.Id);
        var init = scene.Sign(payload);

        Assert.Equal(RefusalCode.Malformed, Assert.IsType<Outcome.Refused>(await scene.SubmitAsync(init)).Reason.Code);
        Assert.IsType<Outcome.Taken>((await scene.ImportAsync(init))[0]);
        var state = await scene.StateAsync(init);
        Assert.IsType<DocumentState>(state);
    }

    /// <summary>An init payload whose two members stand in the wrong order.</summary>
    static Block UnsortedInit(LogScene scene, StreamId model)
    {
        var sorted = scene.NewDocument(model).Linked!.Value.Bytes.ToArray();
        // a2 ‖ 64 "data" ‖ value ‖ 66 "header" ‖ value: the value of data is a map of one text, so its length is known.
        var header = sorted.AsSpan().IndexOf("fheader"u8);
        byte[] turned = [0xa2, .. sorted[header..], .. sorted[1..header]];
        return Block.Of(Multicodec.DagCbor, turned);
    }
}
