using ComposeServer.Log.Heads;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Security;

/// <summary>Whoever has the key can make two branches; whoever anchors one first makes it the stream, by the protocol's rule.</summary>
public class Sec24_AnchorRaceTests
{
    const long Noon = 1_700_000_000;

    [Fact]
    public async Task The_branch_anchored_first_wins_and_the_other_stays_readable()
    {
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var (honest, hostile) = (scene.Update(init, init, "honest"), scene.Update(init, init, "hostile"));
        await scene.ImportAsync(init, honest, LogScene.Anchor(init, honest, Noon + 60));

        await scene.ImportAsync(hostile, LogScene.Anchor(init, hostile, Noon));

        Assert.Equal("hostile", (await scene.ContentAsync(init)).Text);
        var entries = await scene.Reader.ReadEntriesAsync([LogScene.NameOf(init)], default);
        Assert.Equal(2, new Branches(entries[LogScene.NameOf(init)]).ToLeaves().Count);
        Assert.NotNull(await scene.States.AtAsync(LogScene.NameOf(init), honest.Event.Cid, default));
    }

    [Fact]
    public async Task An_anchor_that_no_chain_confirms_wins_nothing()
    {
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var (honest, hostile) = (scene.Update(init, init, "honest"), scene.Update(init, init, "hostile"));
        await scene.ImportAsync(init, honest, LogScene.Anchor(init, honest, Noon + 60));

        await scene.ImportAsync(hostile, LogScene.Anchor(init, hostile, null));

        Assert.Equal("honest", (await scene.ContentAsync(init)).Text);
    }
}
