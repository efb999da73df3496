using ComposeServer.Log.Intake;
using ComposeServer.Testing.Nodes;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Security;

/// <summary>A server's clock may jump; positions and times in the log never run backwards.</summary>
public class Sec26_ClockJumpTests
{
    [Theory]
    [InlineData(-3_600)]
    [InlineData(3_600)]
    [InlineData(-86_400 * 365)]
    public async Task Time_in_the_log_never_decreases(int jumpSeconds)
    {
        var clock = new ShiftedClock();
        await using var scene = new LogScene(await LogStore.PostgresAsync(), clock: clock);
        var model = await scene.ModelAsync();
        var init = scene.NewDocument(model.Id);
        var one = scene.Update(init, init, "one");

        await scene.ImportAsync(init);
        clock.Shift(TimeSpan.FromSeconds(jumpSeconds));
        Assert.IsType<Outcome.Taken>(await scene.SubmitAsync(one));
        clock.Shift(TimeSpan.FromSeconds(-jumpSeconds));
        Assert.IsType<Outcome.Taken>(await scene.SubmitAsync(scene.Update(init, one, "two")));

        var entries = (await scene.Reader.ReadEntriesAsync([LogScene.NameOf(init)], default))[LogScene.NameOf(init)];
        Assert.Equal(entries.Select(entry => entry.ReceivedAt).Order(), entries.Select(entry => entry.ReceivedAt));
        Assert.Equal([2L, 3L, 4L], entries.Select(entry => entry.Position).ToArray());
    }
}
