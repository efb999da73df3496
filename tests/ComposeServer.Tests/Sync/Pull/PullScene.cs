using ComposeServer.Identity.Jose;
using ComposeServer.Log;
using ComposeServer.Sync.Pull;
using ComposeServer.Sync.Pull.Http;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Sync.Pull;

/// <summary>A node that is pulled from over HTTP, and one in memory that it is pulled into.</summary>
sealed class PullScene : IAsyncDisposable
{
    readonly Ed25519Signer _admin = Seeds.Key("admin");

    PullScene(SyncScene world, PullStand from)
    {
        World = world;
        From = from;
    }

    /// <summary>Pauses and limits that tests can wait for.</summary>
    public static PullOptions Quick { get; } =
        new() { RetryPause = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(20) };

    public SyncScene World { get; }

    public PullStand From { get; private set; }

    public SyncNode To { get; } = new();

    /// <summary>What the node serves.</summary>
    public static async Task<PullScene> StartAsync(Func<SyncScene, IEnumerable<EventBlocks>>? events = null)
    {
        var world = new SyncScene();
        return new(world, await PullStand.StartAsync(events?.Invoke(world) ?? world.Events));
    }

    /// <summary>The node has other streams from now on.</summary>
    public async Task ServeAsync(IEnumerable<EventBlocks> events)
    {
        await From.DisposeAsync();
        From = await PullStand.StartAsync(events);
    }

    /// <summary>Pulls all that the node keeps, as one of its administrators.</summary>
    public Task<PullReport> PullAsync(PullOptions? options = null) => PullAsync(new(), options, isAdmin: true);

    public async Task<PullReport> PullAsync(
        PullSelection selection,
        PullOptions? options = null,
        bool isAdmin = false,
        PullBookmarks? bookmarks = null,
        CancellationToken cancel = default
    )
    {
        options ??= Quick;
        using var node = new HttpNodeSource(From.Address, isAdmin ? _admin : null, options, TimeProvider.System);
        return await new StreamPull(node, To.Door, To.Times, options, TimeProvider.System).RunAsync(
            selection,
            bookmarks ?? PullBookmarks.None(node.Name),
            null,
            cancel
        );
    }

    /// <summary>The states that a CAR of the same events leads to, which is the road that is known to be right.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ExpectedAsync()
    {
        await using var other = new SyncNode();
        await other.ImportAsync(SyncNode.FileOf(World.Events));
        return await other.StatesAsync();
    }

    /// <summary>Whatever happened, nothing is here that should not be.</summary>
    public async Task AssertNothingWrongAsync()
    {
        var right = await ExpectedAsync();
        foreach (var (id, state) in await To.StatesAsync())
            // A stream may be shorter than it should be, but what is here of it must be right.
            if (right[id] != state)
                Assert.True(int.Parse(state.Split(' ')[1]) < int.Parse(right[id].Split(' ')[1]), state);
    }

    public async ValueTask DisposeAsync()
    {
        World.Dispose();
        await From.DisposeAsync();
        await To.DisposeAsync();
        _admin.Dispose();
    }
}
