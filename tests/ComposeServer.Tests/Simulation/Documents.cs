using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Simulation;

/// <summary>
/// Documents that fork, with their signatures and anchors, and the model that they wait for. They are signed once, for all seeds.
/// </summary>
static class Documents
{
    const int Count = 12;
    const int EventsEach = 7;
    const int ShapeSeed = 20_261_201;

    // Made on the pool of threads: whoever asks first may be taking a turn, which would wait for itself.
    static readonly Lazy<(History Model, IReadOnlyList<History> All)> Made = new(() =>
        Task.Run(MakeAsync).GetAwaiter().GetResult()
    );

    public static History Model => Made.Value.Model;

    public static IReadOnlyList<History> All => Made.Value.All;

    static async Task<(History, IReadOnlyList<History>)> MakeAsync()
    {
        var chance = new Random(ShapeSeed);
        await using var scene = new LogScene(await LogStore.InMemoryAsync());
        var init = scene.ModelInit();
        var model = new StreamId(StreamType.Model, init.Event.Cid);
        var all = new List<History>();
        for (var i = 0; i < Count; i++)
        {
            var tree = EventTree.Grow(
                scene,
                scene.NewDocument(model, $"{i}"),
                $"{i}",
                EventTree.Shape.Random(chance, EventsEach)
            );
            all.Add(new(LogScene.NameOf(tree.Init), tree.Events, [.. tree.Events.Select(CidOf)], tree.Expected()));
        }

        return (new(model.Name, [init], [init.Event.Cid], init.Event.Cid), all);
    }

    static Cid CidOf(EventBlocks blocks) => blocks.Event.Cid;
}
