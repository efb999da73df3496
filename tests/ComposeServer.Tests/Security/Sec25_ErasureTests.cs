using ComposeServer.Log.Intake;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Security;

/// <summary>What was erased does not come back, whichever way it is tried.</summary>
public class Sec25_ErasureTests
{
    [Fact]
    public async Task Erased_events_are_refused_by_client_import_and_parking()
    {
        await using var scene = new LogScene(await LogStore.PostgresAsync());
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        var update = scene.Update(init, init, "secret");
        await scene.ImportAsync(init, update);
        await scene.Pins.EraseAsync(LogScene.NameOf(init), TimeProvider.System.GetUtcNow(), default);

        Assert.Equal(RefusalCode.Erased, Assert.IsType<Outcome.Refused>(await scene.SubmitAsync(init)).Reason.Code);
        Assert.IsType<Outcome.Parked>((await scene.ImportAsync(update))[0]);
        var again = (await scene.ImportAsync(init))[0];
        Assert.Equal(RefusalCode.Erased, Assert.IsType<Outcome.Refused>(again).Reason.Code);
        await scene.Intake.LookThroughParkedAsync(default);

        Assert.Empty(await scene.Reader.ReadEventsAsync(LogScene.NameOf(init), default));
        Assert.Null(await scene.Reader.ReadBlockAsync(update.Linked!.Value.Cid, default));
    }
}
