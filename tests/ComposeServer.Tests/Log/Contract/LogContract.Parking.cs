using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Events that come before what they build on.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task Events_that_come_in_reverse_are_parked_and_taken_when_the_first_one_comes()
    {
        await using var scene = await StartAsync();
        var model = scene.ModelInit();
        var init = scene.NewDocument(new StreamId(StreamType.Model, model.Event.Cid));
        var one = scene.Update(init, init, "one");
        var two = scene.Update(init, one, "two");
        var anchor = LogScene.Anchor(init, two, Noon);

        foreach (var blocks in (EventBlocks[])[anchor, two, one, init])
            Assert.IsType<Outcome.Parked>((await scene.ImportAsync(blocks))[0]);
        Assert.Null(await scene.States.FindAsync(LogScene.NameOf(init), default));
        Assert.Equal(0, await scene.Reader.ReadPositionAsync(default));
        Assert.IsType<Outcome.Taken>((await scene.ImportAsync(model))[0]);
        await scene.SettleAsync();

        Assert.Equal(("two", anchor.Event.Cid), await scene.ContentAsync(init));
        Assert.Equal(5, await scene.Reader.ReadPositionAsync(default));
        var stored = (await scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default))[^1];
        Assert.Equal(Noon, stored.Entry.TimestampSeconds);
        Assert.Equal(
            anchor.Evidence!.Blocks.Select(block => block.Cid),
            stored.Blocks.Evidence!.Blocks.Select(block => block.Cid)
        );
    }

    [Fact]
    public async Task What_waits_survives_a_restart()
    {
        await using var store = await OpenAsync();
        var first = new LogScene(store.Shared());
        var model = first.ModelInit();
        var init = first.NewDocument(new StreamId(StreamType.Model, model.Event.Cid));
        await first.ImportAsync(init);
        await first.DisposeAsync();

        await using var second = new LogScene(store.Shared());
        await second.ImportAsync(model);
        await second.SettleAsync();

        Assert.Equal("first", (await second.ContentAsync(init)).Text);
    }

    [Fact]
    public async Task What_another_server_took_releases_what_waits_here_at_the_next_look()
    {
        await using var store = await OpenAsync();
        await using var here = new LogScene(store.Shared());
        await using var there = new LogScene(store.Shared());
        var model = here.ModelInit();
        var init = here.NewDocument(new StreamId(StreamType.Model, model.Event.Cid));
        await here.ImportAsync(init);

        await there.ImportAsync(model);
        await here.SettleAsync();

        Assert.Equal("first", (await here.ContentAsync(init)).Text);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(60, 10)]
    public async Task Of_what_waits_for_one_log_the_oldest_goes_first_past_the_limit(int count, int left)
    {
        var clock = new ShiftedClock();
        var limits = new IntakeLimits { Parking = new() { EventsPerLogMax = 10 } };
        await using var scene = await StartAsync(limits, clock);
        var init = scene.NewDocument((await scene.ModelAsync()).Id);

        for (var i = 0; i < count; i++)
        {
            await scene.ImportAsync(scene.Update(init, init, $"{i}"));
            clock.Shift(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(left, (await scene.Parking.CountAsync(default)).Events);
        Assert.Equal(count - left, scene.Intake.ParkedDropped);
        await scene.ImportAsync(init);
        await scene.SettleAsync();
        var kept = await scene.Reader.ReadEntriesAsync([LogScene.NameOf(init)], default);
        Assert.Equal(left + 1, kept[LogScene.NameOf(init)].Count);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(60, 10)]
    public async Task Of_what_waits_for_one_signer_the_oldest_goes_first_past_the_limit(int count, int left)
    {
        var limits = new IntakeLimits { Parking = new() { EventsPerSignerMax = 10 } };
        await using var scene = await StartAsync(limits);
        var model = new StreamId(StreamType.Model, scene.ModelInit().Event.Cid);

        for (var i = 0; i < count; i++)
            await scene.ImportAsync(scene.NewDocument(model, $"{i}"));

        Assert.Equal(left, (await scene.Parking.CountAsync(default)).Events);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task What_waits_has_a_limit_in_bytes(int short_)
    {
        await using var measure = await StartAsync();
        var model = new StreamId(StreamType.Model, measure.ModelInit().Event.Cid);
        var size = measure.NewDocument(model, "0").SizeBytes;
        var limits = new IntakeLimits { Parking = new() { BytesMax = (5 * size) - short_ } };
        await using var scene = await StartAsync(limits);

        for (var i = 0; i < 5; i++)
            await scene.ImportAsync(scene.NewDocument(model, $"{i}"));

        var figures = await scene.Parking.CountAsync(default);
        Assert.InRange(figures.Bytes, 1, limits.Parking.BytesMax);
        Assert.Equal(short_ == 0, figures.Events == 5);
    }

    [Fact]
    public async Task What_waits_too_long_is_dropped()
    {
        var clock = new ShiftedClock();
        await using var scene = await StartAsync(clock: clock);
        var model = new StreamId(StreamType.Model, scene.ModelInit().Event.Cid);
        await scene.ImportAsync(scene.NewDocument(model));

        clock.Shift(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        await scene.SettleAsync(left: 1);
        clock.Shift(TimeSpan.FromMinutes(2));
        await scene.SettleAsync(left: 0);

        Assert.Equal(1, scene.Intake.ParkedDropped);
    }

    [Fact]
    public async Task What_turns_out_to_be_forged_when_its_turn_comes_is_dropped()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        using var stranger = Seeds.Key("stranger");
        var payload = LogScene.UpdatePayload(init.Event.Cid, init.Event.Cid, "forged");
        var forged = EventSigner.Sign(stranger, payload);
        Assert.IsType<Outcome.Parked>((await scene.ImportAsync(forged))[0]);

        await scene.ImportAsync(init);
        await scene.SettleAsync();

        Assert.Equal("first", (await scene.ContentAsync(init)).Text);
        Assert.Empty(await scene.Reader.KnownAsync([forged.Event.Cid], default));
    }

    [Fact]
    public async Task A_client_does_not_wait_for_what_is_missing()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);

        var outcome = await scene.SubmitAsync(scene.Update(init, init, "early"));

        Assert.Equal([init.Event.Cid], Assert.IsType<Outcome.Missing>(outcome).Cids);
        Assert.Equal(0, (await scene.Parking.CountAsync(default)).Events);
    }
}
