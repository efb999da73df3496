using ComposeServer.Log.Intake;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Security;

/// <summary>Events that claim another history than theirs, and floods of forks.</summary>
public class Sec18_ForgedHistoryTests
{
    [Fact]
    public async Task An_event_that_builds_on_an_event_of_another_stream_never_enters()
    {
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var model = await scene.ModelAsync();
        var (one, two) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        await scene.ImportAsync(one);
        await scene.ImportAsync(two);
        var crossed = scene.Update(one, two, "crossed");

        Assert.IsType<Outcome.Missing>(await scene.SubmitAsync(crossed));
        Assert.IsType<Outcome.Parked>((await scene.ImportAsync(crossed))[0]);
        await scene.Intake.LookThroughParkedAsync(default);

        Assert.Equal("first", (await scene.ContentAsync(one)).Text);
        Assert.Equal("first", (await scene.ContentAsync(two)).Text);
    }

    [Fact]
    public async Task An_event_sent_to_another_stream_than_it_names_is_refused()
    {
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var model = await scene.ModelAsync();
        var (one, two) = (scene.NewDocument(model.Id), scene.NewDocument(model.Id));
        await scene.ImportAsync(one);
        await scene.ImportAsync(two);

        var outcome = await scene.Intake.SubmitAsync(scene.Update(one, one, "x"), LogScene.NameOf(two), default);

        Assert.Equal(RefusalCode.WrongStream, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
    }

    [Fact]
    public async Task A_flood_of_forks_on_one_event_is_refused_before_its_signatures_are_looked_at()
    {
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var init = scene.NewDocument((await scene.ModelAsync()).Id);
        await scene.ImportAsync(init);
        for (var i = 0; i < new IntakeLimits().ForksPerEventMax; i++)
            Assert.IsType<Outcome.Taken>((await scene.ImportAsync(scene.Update(init, init, $"{i}")))[0]);
        using var stranger = Seeds.Key("stranger");
        var forged = EventSigner.Sign(stranger, LogScene.UpdatePayload(init.Event.Cid, init.Event.Cid, "x"));

        // Of a forged event past the limit the limit is what is wrong: nobody looked at its signature.
        var outcome = (await scene.ImportAsync(forged))[0];

        Assert.Equal(RefusalCode.TooManyForks, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
    }
}
