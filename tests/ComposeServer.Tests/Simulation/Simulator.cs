namespace ComposeServer.Tests.Simulation;

/// <summary>Runs seeds.</summary>
static class Simulator
{
    /// <summary>Time after the last fault in which everything must come to rest: parked events are looked through twice.</summary>
    const int RestMilliseconds = 65_000;

    /// <summary>Runs one seed to its end, or to the first thing that does not hold.</summary>
    /// <param name="seed">All that chance decides follows from it.</param>
    /// <param name="open">Makes the store; null for one without planted bugs.</param>
    /// <param name="isKept">Whether to keep the trace.</param>
    public static WorldResult Run(int seed, Func<StoreSite, Ledger, SimulatedStore>? open = null, bool isKept = false)
    {
        using var world = new World(seed, open ?? ((site, ledger) => new SimulatedStore(site, ledger)), isKept);
        try
        {
            world.Schedule.Run(world.Clients.StartAsync(() => PlayAsync(world)), () => world.Findings.All.Count > 0);
        }
        catch (Exception error)
        {
            world.Findings.Tell($"the run ended with {error}");
        }

        return world.ToResult();
    }

    static async Task PlayAsync(World world)
    {
        foreach (var node in world.Nodes)
            await node.StartAsync();
        var (clients, chaos, follower) = (new Clients(world), new Chaos(world), new Follower(world));
        var (striking, following) = (chaos.RunAsync(), follower.FollowAsync());
        await clients.RunAsync();
        chaos.IsOver = true;
        await striking;

        world.Faults.AreOver = true;
        world.Tell("world", "at rest");
        await world.WaitAsync(RestMilliseconds);
        follower.IsOver = true;
        await following;
        await new EndChecks(world, clients, follower).CheckAsync();
    }
}
