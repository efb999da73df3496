using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Events;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Requests to anchor tips: they come with events, and one turn at a time works on them.</summary>
public abstract partial class LogContract
{
    static readonly DateTimeOffset Soon = TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact]
    public async Task A_request_is_there_with_its_event_and_whoever_anchors_is_told()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);

        var taken = Assert.IsType<Outcome.Taken>(await scene.AskAsync(init));

        Assert.True(taken.IsAnchorAsked);
        Assert.Equal(AnchorRequestStage.Waiting, await scene.StageAsync(init));
        Assert.Equal(1, scene.AnchorsAsked);
        Assert.IsType<Outcome.AlreadyKnown>(await scene.AskAsync(init));
        Assert.IsType<Outcome.Refused>(await scene.AskAsync(scene.Update(init, init, "longer than ten")));
        Assert.Equal(1, scene.AnchorsAsked);
    }

    [Fact]
    public async Task Where_nobody_anchors_and_where_nobody_asks_there_is_no_request()
    {
        await using var off = await StartAsync(isAnchoring: false);
        var unheard = off.NewDocument((await off.ModelAsync()).Id);
        await using var on = await StartAsync();
        var unasked = on.NewDocument((await on.ModelAsync()).Id);

        Assert.False(Assert.IsType<Outcome.Taken>(await off.AskAsync(unheard)).IsAnchorAsked);
        Assert.False(Assert.IsType<Outcome.Taken>(await on.SubmitAsync(unasked)).IsAnchorAsked);

        Assert.Null(await off.StageAsync(unheard));
        Assert.Null(await on.StageAsync(unasked));
        Assert.Empty(await TakeAsync(on));
    }

    [Fact]
    public async Task An_init_event_that_anyone_could_have_made_is_not_anchored_and_the_first_signed_one_is()
    {
        await using var scene = await StartAsync();
        var init = DocumentEvents.SingleInit((await scene.ModelAsync("single")).Id, scene.Signer.Did);
        var write = scene.Update(init, init, "mine");

        Assert.False(Assert.IsType<Outcome.Taken>(await scene.AskAsync(init)).IsAnchorAsked);
        Assert.Null(await scene.StageAsync(init));
        Assert.False(await scene.AnchorRequests.AskAsync(LogScene.NameOf(init), init.Event.Cid, Soon, default));
        Assert.True(Assert.IsType<Outcome.Taken>(await scene.AskAsync(write)).IsAnchorAsked);

        Assert.Equal(AnchorRequestStage.Waiting, await scene.StageAsync(init));
        Assert.Equal(write.Event.Cid, Assert.Single(await TakeAsync(scene)).Tip);
    }

    [Fact]
    public async Task A_newer_tip_that_asks_takes_the_place_of_the_request_and_one_that_does_not_leaves_it_behind()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var (second, third) = (scene.Update(init, init, "second"), default(EventBlocks));
        await scene.AskAsync(init);

        await scene.AskAsync(second);
        Assert.Equal(AnchorRequestStage.Waiting, await scene.StageAsync(init));
        await scene.SubmitAsync(third = scene.Update(init, second, "third"));

        Assert.Null(await scene.StageAsync(init));
        var left = Assert.Single(await TakeAsync(scene));
        Assert.Equal((second.Event.Cid, false), (left.Tip, left.IsTip));
        Assert.Equal(third.Event.Cid, (await scene.StateAsync(init)).Tip);
    }

    [Fact]
    public async Task One_has_the_turn_at_a_time_and_what_was_left_half_done_is_taken_up()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        await scene.AskAsync(init);

        await using (var turn = await BeginAsync(scene))
        {
            Assert.Null(await scene.AnchorRequests.TryBeginAsync(default));
            Assert.Single(await turn.TakeAsync(10, Soon, Soon, default));
            Assert.Equal(AnchorRequestStage.Processing, await scene.StageAsync(init));
            Assert.Empty(await turn.TakeAsync(10, Soon, Soon, default));
            Assert.Equal(1, await turn.CountAsync(default));
        }

        var again = Assert.Single(await TakeAsync(scene));
        Assert.Equal((init.Event.Cid, true, 0), (again.Tip, again.IsTip, again.Tries));
    }

    [Fact]
    public async Task The_oldest_are_taken_first_and_what_was_asked_for_just_now_is_left()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        EventBlocks[] inits = [.. Enumerable.Range(0, 3).Select(i => scene.NewDocument(model.Id, $"{i}"))];
        foreach (var init in inits)
            await scene.AskAsync(init);
        await using var turn = await BeginAsync(scene);
        var longAgo = Soon.AddDays(-2);

        Assert.Empty(await turn.TakeAsync(10, longAgo, Soon, default));
        Assert.Equal(inits[0].Event.Cid, Assert.Single(await turn.TakeAsync(1, Soon, Soon, default)).Tip);
        // A clock that was set back does not have them wait until it is there again.
        Assert.Equal(2, (await turn.TakeAsync(10, longAgo.AddDays(-1), longAgo, default)).Count);
    }

    [Fact]
    public async Task What_is_over_is_gone_and_what_failed_can_be_tried_again()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (over, failed) = (scene.NewDocument(model.Id, "over"), scene.NewDocument(model.Id, "failed"));
        await scene.AskAsync(over);
        await scene.AskAsync(failed);

        await using (var turn = await BeginAsync(scene))
        {
            var taken = await turn.TakeAsync(10, Soon, Soon, default);
            await turn.SettleAsync([new(taken[0], null, null), Failed(taken[1])], Soon, default);
            var again = Assert.Single(await turn.TakeAsync(10, Soon, Soon, default));
            Assert.Equal(1, again.Tries);
            await turn.SettleAsync([Failed(again, AnchorRequestStage.Failed)], Soon, default);
            Assert.Empty(await turn.TakeAsync(10, Soon, Soon, default));
            Assert.Equal(0, await turn.CountAsync(default));
        }

        Assert.Null(await scene.StageAsync(over));
        Assert.Equal(AnchorRequestStage.Failed, await scene.StageAsync(failed));
        Assert.True(await scene.AnchorRequests.AskAsync(LogScene.NameOf(failed), failed.Event.Cid, Soon, default));
        Assert.Equal(AnchorRequestStage.Waiting, await scene.StageAsync(failed));
        Assert.Equal(0, Assert.Single(await TakeAsync(scene)).Tries);
    }

    [Fact]
    public async Task A_tip_can_be_asked_for_later_and_an_event_that_is_none_cannot()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var update = scene.Update(init, init, "second");
        await scene.SubmitAsync(init);
        await scene.SubmitAsync(update);
        var name = LogScene.NameOf(init);

        Assert.False(await scene.AnchorRequests.AskAsync(name, init.Event.Cid, Soon, default));
        Assert.True(await scene.AnchorRequests.AskAsync(name, update.Event.Cid, Soon.AddHours(-1), default));
        Assert.True(await scene.AnchorRequests.AskAsync(name, update.Event.Cid, Soon, default));

        var taken = Assert.Single(await TakeAsync(scene));
        Assert.Equal((update.Event.Cid, true), (taken.Tip, taken.IsTip));
        Assert.Equal(Soon.AddHours(-1).ToUnixTimeMilliseconds(), taken.AskedAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_request_that_was_replaced_while_it_was_worked_on_is_left_alone()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        await scene.AskAsync(init);
        await using var turn = await BeginAsync(scene);
        var taken = Assert.Single(await turn.TakeAsync(10, Soon, Soon, default));

        await scene.AskAsync(scene.Update(init, init, "second"));
        await turn.SettleAsync([new(taken, null, null)], Soon, default);

        Assert.Equal(AnchorRequestStage.Waiting, await scene.StageAsync(init));
    }

    [Fact]
    public async Task A_time_event_for_a_tip_is_taken_and_one_that_comes_too_late_makes_no_branch()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (calm, moved) = (scene.NewDocument(model.Id, "calm"), scene.NewDocument(model.Id, "moved"));
        await scene.SubmitAsync(calm);
        await scene.SubmitAsync(moved);
        var update = scene.Update(moved, moved, "second");
        await scene.SubmitAsync(update);
        var anchor = LogScene.Anchor(calm, calm, Noon);

        Assert.IsType<Outcome.Taken>(await scene.Intake.AnchorAsync(LogScene.NameOf(calm), anchor, default));
        var late = await scene.Intake.AnchorAsync(LogScene.NameOf(moved), LogScene.Anchor(moved, moved, Noon), default);

        Assert.Equal(RefusalCode.Stale, Assert.IsType<Outcome.Refused>(late).Reason.Code);
        Assert.Equal(update.Event.Cid, (await scene.StateAsync(moved)).Tip);
        Assert.Equal(2, (await scene.Reader.ReadEventsAsync(LogScene.NameOf(moved), default)).Count);
        var entries = (await scene.Reader.ReadEntriesAsync([LogScene.NameOf(calm)], default))[LogScene.NameOf(calm)];
        Assert.Equal((EventKind.Time, Noon), (entries[1].Kind, entries[1].TimestampSeconds));
        Assert.Equal(anchor.Event.Cid, (await scene.StateAsync(calm)).Tip);
        Assert.IsType<Outcome.Missing>(
            await scene.Intake.AnchorAsync(LogScene.NameOf(scene.NewDocument(model.Id)), anchor, default)
        );
        Assert.IsType<Outcome.Refused>(await scene.Intake.AnchorAsync(LogScene.NameOf(calm), update, default));
    }

    [Fact]
    public async Task A_log_that_is_collected_takes_its_request_along()
    {
        await using var scene = await StartAsync();
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        await scene.AskAsync(init);
        await scene.Pins.UnpinAsync(LogScene.NameOf(init), Later, default);

        await scene.Pins.CollectAsync(Later.AddSeconds(1), 100, default);

        Assert.Empty(await TakeAsync(scene));
    }

    static SettledAnchorRequest Failed(
        OpenAnchorRequest request,
        AnchorRequestStage next = AnchorRequestStage.Waiting
    ) => new(request, next, "it rains");

    static async Task<IAnchorTurn> BeginAsync(LogScene scene) =>
        (await scene.AnchorRequests.TryBeginAsync(default)) is { } turn
            ? turn
            : throw new InvalidOperationException("somebody has the turn");

    static async Task<IReadOnlyList<OpenAnchorRequest>> TakeAsync(LogScene scene)
    {
        await using var turn = await BeginAsync(scene);
        return await turn.TakeAsync(10, Soon.AddDays(1), Soon.AddDays(1), default);
    }
}
