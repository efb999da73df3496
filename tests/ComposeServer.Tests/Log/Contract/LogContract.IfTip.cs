using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Writes that name the tip that they build on.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task A_write_that_names_the_tip_is_taken_and_one_that_names_another_is_a_conflict_of_both()
    {
        await using var scene = await StartAsync();
        var (init, first) = await BeginChangedAsync(scene);
        var second = scene.Update(init, first, "second");

        var stale = await IfTipAsync(scene, second, init.Event.Cid);
        Assert.Equal(first.Event.Cid, (await scene.StateAsync(init)).Tip);
        var taken = await IfTipAsync(scene, second, first.Event.Cid);

        Assert.Equal(new TipConflict(init.Event.Cid, first.Event.Cid), ConflictOf(stale));
        Assert.Equal(("second", second.Event.Cid), await scene.ContentAsync(init));
        Assert.IsType<Outcome.Taken>(taken);
    }

    [Fact]
    public async Task An_event_that_builds_on_another_than_the_tip_that_it_names_is_a_conflict_and_makes_no_branch()
    {
        await using var scene = await StartAsync();
        var (init, first) = await BeginChangedAsync(scene);
        var beside = scene.Update(init, init, "beside");

        var refused = await IfTipAsync(scene, beside, first.Event.Cid);

        Assert.Equal(new TipConflict(init.Event.Cid, first.Event.Cid), ConflictOf(refused));
        Assert.Empty(await scene.Reader.KnownAsync([beside.Event.Cid], default));
    }

    [Fact]
    public async Task A_stale_write_that_names_no_tip_tells_both_too()
    {
        await using var scene = await StartAsync();
        var (init, first) = await BeginChangedAsync(scene);

        var refused = await scene.SubmitAsync(scene.Update(init, init, "late"));

        Assert.Equal(new TipConflict(init.Event.Cid, first.Event.Cid), ConflictOf(refused));
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_write()
    {
        await using var scene = await StartAsync();
        var (init, first) = await BeginChangedAsync(scene);
        var change = scene.Update(init, first, "same");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => IfTipAsync(scene, change, first.Event.Cid))
        );

        Assert.Single(outcomes.OfType<Outcome.Taken>());
        var lost = outcomes.OfType<Outcome.Refused>().ToList();
        Assert.Equal(7, lost.Count);
        Assert.All(lost, one => Assert.Equal(new TipConflict(first.Event.Cid, change.Event.Cid), one.Reason.Tips));
    }

    [Fact]
    public async Task Of_writers_on_two_servers_that_name_the_same_tip_one_is_taken()
    {
        await using var store = await OpenAsync();
        await using var one = new LogScene(store.Shared());
        await using var other = new LogScene(store.Shared());
        var (init, tip) = await BeginChangedAsync(one);
        for (var round = 0; round < 10; round++)
        {
            var changes = Enumerable
                .Range(0, 6)
                .Select(i => (Scene: i % 2 == 0 ? one : other, Event: one.Update(init, tip, $"{round} {i}")))
                .ToList();

            var outcomes = await Task.WhenAll(
                changes.Select(change => IfTipAsync(change.Scene, change.Event, tip.Event.Cid))
            );

            var winner = Array.FindIndex(outcomes, outcome => outcome is Outcome.Taken);
            Assert.Single(outcomes.OfType<Outcome.Taken>());
            Assert.All(
                outcomes.OfType<Outcome.Refused>(),
                lost => Assert.Equal(new TipConflict(tip.Event.Cid, changes[winner].Event.Event.Cid), ConflictOf(lost))
            );
            tip = changes[winner].Event;
        }

        Assert.Equal(tip.Event.Cid, (await other.StateAsync(init)).Tip);
    }

    [Fact]
    public async Task Of_an_init_event_it_is_asked_whether_the_log_is_still_there()
    {
        await using var scene = await StartAsync();
        var (init, first) = await BeginChangedAsync(scene);
        var absent = scene.NewDocument((await scene.StateAsync(init)).ModelId, "absent");

        var same = await IfTipAsync(scene, init, first.Event.Cid);
        var moved = await IfTipAsync(scene, init, init.Event.Cid);
        var none = await IfTipAsync(scene, absent, init.Event.Cid);

        Assert.IsType<Outcome.AlreadyKnown>(same);
        Assert.Equal(new TipConflict(init.Event.Cid, first.Event.Cid), ConflictOf(moved));
        Assert.Equal(new TipConflict(init.Event.Cid, null), ConflictOf(none));
        Assert.Empty(await scene.Reader.KnownAsync([absent.Event.Cid], default));
    }

    static async Task<(EventBlocks Init, EventBlocks First)> BeginChangedAsync(LogScene scene)
    {
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var first = scene.Update(init, init, "begun");
        await scene.TakeAsync<DocumentState>(init);
        await scene.TakeAsync<DocumentState>(first);
        return (init, first);
    }

    static async Task<Outcome> IfTipAsync(LogScene scene, EventBlocks blocks, Cid tip) =>
        await scene.Intake.SubmitAsync(blocks, null, new SubmitOptions(Anchor: false) { IfTip = tip }, default);

    static TipConflict? ConflictOf(Outcome outcome)
    {
        var refused = Assert.IsType<Outcome.Refused>(outcome);
        Assert.Equal(RefusalCode.Stale, refused.Reason.Code);
        return refused.Reason.Tips;
    }
}
