using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Security;

/// <summary>A stream so long that applying it again for each load would be an attack: loads do not depend on its length.</summary>
public class Sec19_LongChainTests
{
    [Fact]
    public async Task No_state_of_a_long_stream_is_further_than_a_snapshot_away()
    {
        const int Length = 2_000;
        await using var scene = new LogScene(await LogStore.PostgresAsync());
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var chain = new List<EventBlocks> { init };
        for (var i = 1; i < Length; i++)
            chain.Add(scene.Update(init, chain[^1], $"{i}"));
        await scene.Intake.ImportAsync(chain, default);

        Assert.Equal(Length, (await scene.StateAsync(init)).Height);
        foreach (var at in (int[])[1, 255, 256, 257, 1_023, 1_024, 1_998])
        {
            var path = await scene.Reader.ReadPathAsync(LogScene.NameOf(init), chain[at].Event.Cid, default);
            Assert.InRange(path!.Events.Count, 1, new IntakeLimits().SnapshotEvery);
        }
    }
}
