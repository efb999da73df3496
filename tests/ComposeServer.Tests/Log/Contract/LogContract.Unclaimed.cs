using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>Init events that anyone could have made in anyone's name.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task An_unsigned_init_event_is_served_and_leaves_no_trace_in_the_log()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync("single");
        var init = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);
        var before = await scene.Reader.ReadPositionAsync(default);

        var state = await scene.TakeAsync<DocumentState>(init);

        Assert.Equal(init.Event.Cid, state.Tip);
        Assert.Equal(state, await scene.StateAsync(init));
        Assert.Equal(before, await scene.Reader.ReadPositionAsync(default));
        Assert.IsType<Outcome.AlreadyKnown>(await scene.SubmitAsync(init));
        Assert.Equal(LogScene.NameOf(init), await scene.Reader.FindLogAsync(init.Event.Cid, default));
        Assert.Single(await scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default));
        Assert.Empty(await ListAsync(scene, new LogFilter.OfModel(model.Name)));
        Assert.DoesNotContain(
            LogScene.NameOf(init),
            await ListAsync(scene, new LogFilter.OfController(scene.Signer.Did))
        );
        Assert.Equal(1, (await scene.Parking.CountAsync(default)).Unclaimed);
    }

    [Fact]
    public async Task The_first_write_moves_it_into_the_log()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync("single");
        var init = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);
        await scene.TakeAsync<DocumentState>(init);

        var write = scene.Update(init, init, "mine");
        await scene.TakeAsync<DocumentState>(write);

        Assert.Equal(("mine", write.Event.Cid), await scene.ContentAsync(init));
        var entries = await scene.Reader.ReadEntriesAsync([LogScene.NameOf(init)], default);
        Assert.Equal([2L, 3L], entries[LogScene.NameOf(init)].Select(entry => entry.Position).ToArray());
        Assert.Equal([LogScene.NameOf(init)], await ListAsync(scene, new LogFilter.OfModel(model.Name)));
        Assert.Equal(0, (await scene.Parking.CountAsync(default)).Unclaimed);
    }

    [Fact]
    public async Task Both_may_come_in_one_group()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync("single");
        var init = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);

        await scene.ImportAsync(init, scene.Update(init, init, "mine"));

        Assert.Equal("mine", (await scene.ContentAsync(init)).Text);
        Assert.Equal(3, await scene.Reader.ReadPositionAsync(default));
    }

    [Theory]
    [InlineData(1_000)]
    public async Task A_flood_of_them_pushes_out_the_oldest_and_nothing_else(int count)
    {
        const int Limit = 100;
        await using var scene = await StartAsync(new IntakeLimits { UnclaimedEventsMax = Limit });
        var model = await scene.ModelAsync("single");
        var mine = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);
        await scene.ImportAsync(mine, scene.Update(mine, mine, "mine"));

        await Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(i =>
                    scene.SubmitAsync(DocumentEvents.SingleInit(model.Id, Did.Parse($"did:pkh:eip155:1:0x{i:x40}")))
                )
        );

        Assert.InRange((await scene.Parking.CountAsync(default)).Unclaimed, 1, Limit + (Limit / 10));
        Assert.Equal("mine", (await scene.ContentAsync(mine)).Text);
        Assert.Equal([LogScene.NameOf(mine)], await ListAsync(scene, new LogFilter.OfModel(model.Name)));
    }

    [Fact]
    public async Task After_a_day_without_a_write_it_is_forgotten()
    {
        var clock = new ShiftedClock();
        await using var scene = await StartAsync(clock: clock);
        var init = DocumentEvents.SingleInit((await scene.ModelAsync("single")).Id, scene.Signer.Did);
        await scene.TakeAsync<DocumentState>(init);

        clock.Shift(TimeSpan.FromHours(23));
        await scene.Intake.LookThroughParkedAsync(default);
        Assert.NotNull(await scene.States.FindAsync(LogScene.NameOf(init), default));
        clock.Shift(TimeSpan.FromHours(2));
        await scene.Intake.LookThroughParkedAsync(default);

        Assert.Null(await scene.States.FindAsync(LogScene.NameOf(init), default));
    }

    static async Task<List<LogName>> ListAsync(LogScene scene, LogFilter filter)
    {
        var names = new List<LogName>();
        await foreach (var name in scene.Reader.ListLogsAsync(filter, default))
            names.Add(name);
        return names;
    }
}
