using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Pins;

namespace ComposeServer.Tests.Log.Contract;

/// <summary>What must stay, what need not, and what must not come back.</summary>
public abstract partial class LogContract
{
    static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddDays(2);

    [Fact]
    public async Task Every_log_is_pinned_until_somebody_lets_it_go()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (kept, let) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        await scene.ImportAsync(kept);
        await scene.ImportAsync(let);

        Assert.Equal(UnpinResult.Unpinned, await scene.Pins.UnpinAsync(LogScene.NameOf(let), Later, default));

        Assert.True(await scene.Pins.IsPinnedAsync(LogScene.NameOf(kept), default));
        Assert.False(await scene.Pins.IsPinnedAsync(LogScene.NameOf(let), default));
        Assert.Equal([model.Name, LogScene.NameOf(kept)], await PinnedAsync(scene));
        Assert.True(await scene.Pins.PinAsync(LogScene.NameOf(let), default));
        Assert.Equal(3, (await PinnedAsync(scene)).Count);
        var unknown = LogScene.NameOf(scene.NewDocument(model.Id));
        Assert.False(await scene.Pins.PinAsync(unknown, default));
        Assert.Equal(UnpinResult.NotFound, await scene.Pins.UnpinAsync(unknown, Later, default));
    }

    [Fact]
    public async Task What_was_let_go_is_collected_after_its_time_and_may_come_again()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (kept, let) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        var anchor = LogScene.Anchor(let, let, Noon);
        await scene.ImportAsync(kept);
        await scene.ImportAsync(let, anchor);
        await scene.Pins.UnpinAsync(LogScene.NameOf(let), Later, default);

        Assert.Equal(default, await scene.Pins.CollectAsync(Later, 100, default));
        Assert.Equal(new Collected(1, 2, 2), await scene.Pins.CollectAsync(Later.AddSeconds(1), 100, default));

        Assert.Null(await scene.States.FindAsync(LogScene.NameOf(let), default));
        Assert.Empty(await scene.Reader.KnownAsync([let.Event.Cid, anchor.Evidence!.Blocks[0].Cid], default));
        Assert.Equal(4, await scene.Reader.ReadPositionAsync(default));
        Assert.Equal("first", (await scene.ContentAsync(kept)).Text);
        Assert.IsType<Outcome.Taken>((await scene.ImportAsync(let))[0]);
        Assert.Equal("first", (await scene.ContentAsync(let)).Text);
        Assert.True(await scene.Pins.IsPinnedAsync(LogScene.NameOf(let), default));
    }

    [Fact]
    public async Task Blocks_that_others_share_and_models_of_documents_that_are_here_stay()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var (one, two) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        var node = LogScene.AnchorBoth(one, two, Noon);
        await scene.ImportAsync(one, node.One);
        await scene.ImportAsync(two, node.Two);
        await scene.Pins.UnpinAsync(LogScene.NameOf(one), Later, default);
        await scene.Pins.UnpinAsync(model.Name, Later, default);

        Assert.Equal(new Collected(1, 2, 0), await scene.Pins.CollectAsync(Later.AddDays(1), 100, default));

        var blocks = node.Two.Evidence!.Blocks.Select(block => block.Cid).ToArray();
        Assert.Equal(blocks.Length, (await scene.Reader.KnownAsync(blocks, default)).Count);
        Assert.NotNull(await scene.States.FindAsync(model.Name, default));
    }

    [Fact]
    public async Task What_was_erased_is_refused_at_every_door()
    {
        await using var scene = await StartAsync();
        var model = await scene.ModelAsync();
        var init = scene.NewDocument(model.Id);
        var update = scene.Update(init, init, "secret");
        await scene.ImportAsync(init, update);

        Assert.Equal(default, await scene.Pins.EraseAsync(model.Name, Later, default));
        Assert.Equal(new Collected(1, 2, 0), await scene.Pins.EraseAsync(LogScene.NameOf(init), Later, default));

        Assert.Null(await scene.States.FindAsync(LogScene.NameOf(init), default));
        Assert.Null(await scene.Reader.ReadBlockAsync(init.Linked!.Value.Cid, default));
        Assert.Equal(RefusalCode.Erased, Assert.IsType<Outcome.Refused>(await scene.SubmitAsync(init)).Reason.Code);
        var imported = await scene.ImportAsync(init, update);
        Assert.Equal(RefusalCode.Erased, Assert.IsType<Outcome.Refused>(imported[0]).Reason.Code);
        await scene.Intake.LookThroughParkedAsync(default);
        Assert.Null(await scene.States.FindAsync(LogScene.NameOf(init), default));
    }

    static async Task<List<LogName>> PinnedAsync(LogScene scene)
    {
        var names = new List<LogName>();
        await foreach (var name in scene.Pins.ListPinnedAsync(default))
            names.Add(name);
        return names;
    }
}
