using ComposeServer.Anchoring.InMemory;
using ComposeServer.Anchoring.Requests;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Tests.Log.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Anchoring;

/// <summary>What a run does with the tips that wait, over the log that lives with the process.</summary>
public sealed class AnchorRunTests : IAsyncLifetime
{
    static readonly DateTimeOffset Any = DateTimeOffset.MaxValue;

    LogScene _scene = null!;
    InMemoryChain _chain = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = new(await LogStore.InMemoryAsync());
        _chain = new(TimeProvider.System, new Random(11).NextBytes);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Every_tip_that_waits_gets_one_time_event_as_the_JS_node_makes_it()
    {
        var model = (await _scene.ModelAsync()).Id;
        EventBlocks[] inits = [.. Enumerable.Range(0, 5).Select(i => _scene.NewDocument(model, $"{i}"))];
        foreach (var init in inits)
            await _scene.AskAsync(init);
        var began = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        Assert.Equal(0, await Run().RunAsync(Any, default));
        Assert.Equal(0, await Run().RunAsync(Any, default));

        foreach (var init in inits)
        {
            var events = await _scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default);
            Assert.Equal([EventKind.Init, EventKind.Time], events.Select(stored => stored.Entry.Kind));
            Assert.InRange(events[1].Entry.TimestampSeconds!.Value, began, began + 60);
            Assert.True(TimeEvent.TryRead(events[1].Blocks.Event, out var time));
            Assert.Equal((init.Event.Cid, ""), (time.Prev, time.Path));
            var proof = (await _scene.StateAsync(init)).Proof!;
            Assert.Equal(("inmemory:12345", "f(bytes32)"), (proof.ChainId, proof.TxType));
            Assert.Equal(init.Event.Cid, proof.Root);
            Assert.Equal((Multicodec.DagCbor, (ulong)Multihash.Sha2256), (proof.TxHash.Codec, proof.TxHash.HashCode));
        }
    }

    [Fact]
    public async Task A_tip_that_moved_before_its_run_is_nobodys_fault_and_the_new_one_waits()
    {
        var init = _scene.NewDocument((await _scene.ModelAsync()).Id);
        await _scene.AskAsync(init);
        var update = _scene.Update(init, init, "second");
        var run = Run(new Interrupting(Verifier(), () => _scene.AskAsync(update)));

        Assert.Equal(1, await run.RunAsync(Any, default));

        Assert.Equal(("second", update.Event.Cid), await _scene.ContentAsync(init));
        Assert.Equal(AnchorRequestStage.Waiting, await _scene.StageAsync(init));
        Assert.Equal(0, await Run().RunAsync(Any, default));
        var kinds = (await _scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default)).Select(one => one.Entry.Kind);
        Assert.Equal([EventKind.Init, EventKind.Data, EventKind.Time], kinds);
    }

    [Fact]
    public async Task A_request_whose_tip_was_replaced_by_one_that_nobody_wants_anchored_is_over()
    {
        var init = _scene.NewDocument((await _scene.ModelAsync()).Id);
        await _scene.AskAsync(init);
        await _scene.SubmitAsync(_scene.Update(init, init, "second"));

        Assert.Equal(0, await Run().RunAsync(Any, default));

        Assert.Null(await _scene.StageAsync(init));
        Assert.Equal(2, (await _scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default)).Count);
    }

    [Fact]
    public async Task After_three_tries_it_is_given_up_and_other_streams_are_anchored_all_the_same()
    {
        var model = (await _scene.ModelAsync()).Id;
        var (bad, good) = (_scene.NewDocument(model, "bad"), _scene.NewDocument(model, "good"));
        await _scene.AskAsync(bad);
        await _scene.AskAsync(good);
        var run = Run(new Refusing(Verifier(), bad.Event.Cid));

        Assert.Equal(1, await run.RunAsync(Any, default));
        Assert.Equal(AnchorRequestStage.Waiting, await _scene.StageAsync(bad));
        Assert.NotNull((await _scene.StateAsync(good)).Proof);
        Assert.Equal(1, await run.RunAsync(Any, default));
        Assert.Equal(0, await run.RunAsync(Any, default));
        Assert.Equal(0, await run.RunAsync(Any, default));

        Assert.Equal(AnchorRequestStage.Failed, await _scene.StageAsync(bad));
        await _scene.AskAsync(_scene.Update(bad, bad, "second"));
        Assert.Equal(AnchorRequestStage.Waiting, await _scene.StageAsync(bad));
    }

    [Fact]
    public async Task While_another_has_the_turn_a_run_does_nothing()
    {
        var init = _scene.NewDocument((await _scene.ModelAsync()).Id);
        await _scene.AskAsync(init);
        await using (await _scene.AnchorRequests.TryBeginAsync(default))
            Assert.Null(await Run().RunAsync(Any, default));

        Assert.Equal(0, await Run().RunAsync(Any, default));
        Assert.NotNull((await _scene.StateAsync(init)).Proof);
    }

    [Fact]
    public async Task More_than_a_batch_is_anchored_in_one_run()
    {
        var model = (await _scene.ModelAsync()).Id;
        EventBlocks[] inits = [.. Enumerable.Range(0, AnchorRun.BatchMax + 1).Select(i => _scene.NewDocument(model))];
        await Task.WhenAll(inits.Select(_scene.AskAsync));

        Assert.Equal(0, await Run().RunAsync(Any, default));

        Assert.Equal(2 * inits.Length + 1, await _scene.Reader.ReadPositionAsync(default));
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_however_writes_and_runs_meet()
    {
        var model = (await _scene.ModelAsync()).Id;
        var init = _scene.NewDocument(model, "0");
        await _scene.AskAsync(init);
        using var written = new CancellationTokenSource();
        var runs = Task.Run(async () =>
        {
            while (!written.IsCancellationRequested)
                await Run().RunAsync(Any, default);
            Assert.Equal(0, await Run().RunAsync(Any, default));
        });

        var acknowledged = new List<Cid> { init.Event.Cid };
        for (var i = 1; i <= 200; )
        {
            var update = _scene.Update(init.Event.Cid, (await _scene.StateAsync(init)).Tip, $"{i}");
            if (await _scene.AskAsync(update) is not Outcome.Taken)
                continue;
            acknowledged.Add(update.Event.Cid);
            i++;
        }

        await written.CancelAsync();
        await runs;
        var entries = (await _scene.Reader.ReadEntriesAsync([LogScene.NameOf(init)], default))[LogScene.NameOf(init)];
        Assert.Equal(acknowledged, entries.Where(one => one.Kind != EventKind.Time).Select(one => one.Cid));
        // No branches: each event builds on the one before it.
        Assert.Equal(entries.SkipLast(1).Select(one => (Cid?)one.Cid), entries.Skip(1).Select(one => one.Prev));
        Assert.Equal(EventKind.Time, entries[^1].Kind);
        Assert.Equal("200", (await _scene.ContentAsync(init)).Text);
    }

    AnchorRun Run(ITimeVerifier? times = null) =>
        new(
            _scene.AnchorRequests,
            _chain,
            times ?? Verifier(),
            _scene.Intake,
            TimeProvider.System,
            NullLogger<AnchorRun>.Instance
        );

    ITimeVerifier Verifier() => AnchorSamples.Verifier(_chain);

    /// <summary>Lets something happen between the making of a time event and its commit.</summary>
    sealed class Interrupting(ITimeVerifier inner, Func<Task> between) : ITimeVerifier
    {
        public async ValueTask<TimeVerdict> VerifyAsync(
            Block time,
            IReadOnlyList<Block> proof,
            CancellationToken cancel
        )
        {
            await between();
            return await inner.VerifyAsync(time, proof, cancel);
        }
    }

    /// <summary>Takes no proof of one event.</summary>
    sealed class Refusing(ITimeVerifier inner, Cid of) : ITimeVerifier
    {
        public ValueTask<TimeVerdict> VerifyAsync(Block time, IReadOnlyList<Block> proof, CancellationToken cancel) =>
            TimeEvent.TryRead(time, out var read) && read.Prev == of
                ? ValueTask.FromResult<TimeVerdict>(new TimeVerdict.Refused(new(RefusalCode.InvalidProof, "no")))
                : inner.VerifyAsync(time, proof, cancel);
    }
}
