using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Security;

/// <summary>
/// Anyone can make the unsigned init event of a SINGLE or SET document in anyone's name. Such events are kept apart, bounded, for a day, and
/// nothing that is counted or listed knows of them.
/// </summary>
public class Sec17_SquattedStreamTests
{
    [Fact]
    public async Task A_flood_of_documents_in_a_victims_name_changes_nothing_of_the_victims()
    {
        const int Flood = 20_000;
        var limits = new IntakeLimits { UnclaimedEventsMax = 2_000 };
        await using var scene = new LogScene(await LogStore.PostgresAsync(), limits);
        var model = await scene.ModelAsync("single");
        var own = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);
        await scene.ImportAsync(own, scene.Update(own, own, "mine"));
        var position = await scene.Reader.ReadPositionAsync(default);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Flood),
            new ParallelOptions { MaxDegreeOfParallelism = 500 },
            async (i, cancel) =>
            {
                var squatted = DocumentEvents.SetInit(model.Id, scene.Signer.Did, $"{i}");
                var single = DocumentEvents.SingleInit(model.Id, Did.Parse($"did:pkh:eip155:1:0x{i:x40}"));
                await scene.Intake.SubmitAsync(i % 2 == 0 ? squatted : single, null, cancel);
            }
        );

        Assert.Equal(position, await scene.Reader.ReadPositionAsync(default));
        var listed = new List<LogName>();
        await foreach (var name in scene.Reader.ListLogsAsync(new LogFilter.OfModel(model.Name), default))
            listed.Add(name);
        Assert.Equal([LogScene.NameOf(own)], listed);
        Assert.Equal("mine", (await scene.ContentAsync(own)).Text);
        Assert.InRange((await scene.Parking.CountAsync(default)).Unclaimed, 1, 2_200);
    }

    [Fact]
    public async Task A_squatted_document_belongs_to_whoever_has_the_key_when_they_come()
    {
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var model = await scene.ModelAsync("single");
        var squatted = DocumentEvents.SingleInit(model.Id, scene.Signer.Did);
        Assert.False((await scene.TakeAsync<DocumentState>(squatted)).HasSignedEvent);

        await scene.TakeAsync<DocumentState>(scene.Update(squatted, squatted, "mine"));

        Assert.Equal("mine", (await scene.ContentAsync(squatted)).Text);
    }
}
