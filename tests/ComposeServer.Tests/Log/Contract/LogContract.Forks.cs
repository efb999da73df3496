using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Logs that fork.</summary>
public abstract partial class LogContract
{
    const long Noon = 1_700_000_000;

    [Fact]
    public async Task Of_two_forks_the_one_anchored_earlier_wins_even_when_it_arrives_last()
    {
        await using var scene = await StartAsync();
        var (init, left, right) = await ForkAsync(scene);

        await scene.ImportAsync(LogScene.Anchor(init, right, Noon + 60));
        Assert.Equal("right", (await scene.ContentAsync(init)).Text);

        var earlier = LogScene.Anchor(init, left, Noon);
        await scene.ImportAsync(earlier);
        Assert.Equal(("left", earlier.Event.Cid), await scene.ContentAsync(init));
    }

    [Fact]
    public async Task An_anchored_branch_beats_a_longer_one_and_an_unverified_anchor_counts_for_nothing()
    {
        await using var scene = await StartAsync();
        var (init, left, right) = await ForkAsync(scene);
        var longer = scene.Update(init, left, "longer");
        var longest = scene.Update(init, longer, "longest");
        await scene.ImportAsync(longer, longest);

        await scene.ImportAsync(LogScene.Anchor(init, right, null));
        Assert.Equal("longest", (await scene.ContentAsync(init)).Text);

        await scene.ImportAsync(LogScene.Anchor(init, right, Noon));
        Assert.Equal("right", (await scene.ContentAsync(init)).Text);
    }

    [Fact]
    public async Task A_chain_that_no_longer_holds_an_anchor_gives_the_tip_back()
    {
        await using var scene = await StartAsync();
        var (init, left, right) = await ForkAsync(scene);
        var before = await scene.ContentAsync(init);
        var (loser, text) = before.Text == "left" ? (right, "right") : (left, "left");
        var anchor = LogScene.Anchor(init, loser, Noon);
        await scene.ImportAsync(anchor);
        Assert.Equal(text, (await scene.ContentAsync(init)).Text);

        await scene.Intake.SetTimeAsync(LogScene.NameOf(init), anchor.Event.Cid, null, default);

        // Without its time the event only makes its branch longer, and the longer one wins.
        Assert.Equal(anchor.Event.Cid, (await scene.ContentAsync(init)).Tip);
        var winner = before.Text == "left" ? left : right;
        await scene.ImportAsync(LogScene.Anchor(init, winner, Noon + 60));
        Assert.Equal(before.Text, (await scene.ContentAsync(init)).Text);
        await scene.Intake.SetTimeAsync(LogScene.NameOf(init), anchor.Event.Cid, Noon, default);
        Assert.Equal(text, (await scene.ContentAsync(init)).Text);
        Assert.IsType<Outcome.Missing>(
            await scene.Intake.SetTimeAsync(LogScene.NameOf(init), left.Event.Cid, Noon, default)
        );
    }

    [Fact]
    public async Task A_losing_branch_is_kept_and_its_events_are_known()
    {
        await using var scene = await StartAsync();
        var (init, left, right) = await ForkAsync(scene);

        var events = await scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default);

        Assert.Equal(
            [init.Event.Cid, left.Event.Cid, right.Event.Cid],
            events.Select(stored => stored.Entry.Cid).ToArray()
        );
        Assert.Equal(init.Event.Cid, events[2].Entry.Prev);
        Assert.All(await scene.ImportAsync(left, right), outcome => Assert.IsType<Outcome.AlreadyKnown>(outcome));
        Assert.Equal("left", await TextAtAsync(scene, init, left));
        Assert.Equal("right", await TextAtAsync(scene, init, right));
    }

    [Fact]
    public async Task A_client_that_builds_on_an_old_event_is_told_of_the_conflict()
    {
        await using var scene = await StartAsync();
        var (init, _, _) = await ForkAsync(scene);

        var outcome = await scene.SubmitAsync(scene.Update(init, init, "late"));

        Assert.Equal(RefusalCode.Stale, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(100, false)]
    public async Task Events_on_one_parent_are_taken_at_the_limit_and_refused_past_it(int past, bool isTaken)
    {
        const int Limit = 5;
        await using var scene = await StartAsync(new IntakeLimits { ForksPerEventMax = Limit });
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        await scene.TakeAsync<DocumentState>(init);
        for (var i = 1; i < Limit; i++)
            await scene.ImportAsync(scene.Update(init, init, $"fork {i}"));

        Outcome last = null!;
        for (var i = 0; i <= past; i++)
            last = (await scene.ImportAsync(scene.Update(init, init, $"past {i}")))[0];

        Assert.Equal(isTaken, last is Outcome.Taken);
        if (!isTaken)
            Assert.Equal(RefusalCode.TooManyForks, Assert.IsType<Outcome.Refused>(last).Reason.Code);
    }

    [Fact]
    public async Task Any_order_of_arrival_ends_on_the_same_tip_and_content()
    {
        const int Seed = 20_260_117;
        var chance = new Random(Seed);
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        for (var round = 0; round < 12; round++)
        {
            // The same shape under several names, since a log begins but once.
            var shape = EventTree.Shape.Random(chance, events: 9);
            for (var order = 0; order < 4; order++)
            {
                var first = $"{round} {order}";
                var tree = EventTree.Grow(scene, scene.NewDocument(model.Id, first), first, shape);
                foreach (var blocks in chance.GetItemsOnce(tree.Events))
                    await scene.ImportAsync(blocks);
                await scene.SettleAsync();

                var (text, tip) = await scene.ContentAsync(tree.Init);
                Assert.True(tree.Expected() == tip, $"seed {Seed}, round {round}, order {order}");
                Assert.Equal(tree.TextAt(tip), text);
            }
        }
    }

    static async Task<string> TextAtAsync(LogScene scene, EventBlocks init, EventBlocks at)
    {
        var state = (DocumentState)(await scene.States.AtAsync(LogScene.NameOf(init), at.Event.Cid, default))!;
        using var content = state.Content.Read();
        return content.RootElement.GetProperty("text").GetString()!;
    }

    /// <summary>A document with two first updates.</summary>
    static async Task<(EventBlocks Init, EventBlocks Left, EventBlocks Right)> ForkAsync(LogScene scene)
    {
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var (left, right) = (scene.Update(init, init, "left"), scene.Update(init, init, "right"));
        Assert.All(await scene.ImportAsync(init, left, right), outcome => Assert.IsType<Outcome.Taken>(outcome));
        return (init, left, right);
    }
}
