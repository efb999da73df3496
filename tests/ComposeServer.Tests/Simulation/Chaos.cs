namespace ComposeServer.Tests.Simulation;

/// <summary>Strikes nodes while clients write.</summary>
sealed class Chaos(World world)
{
    static readonly TimeSpan JumpMax = TimeSpan.FromHours(3);

    public bool IsOver { get; set; }

    /// <summary>Strikes until it is told to end; then all nodes are up.</summary>
    public async Task RunAsync()
    {
        // Some seeds have none.
        var isActive = world.Chance.Next(4) > 0;
        while (!IsOver)
        {
            await world.WaitAsync(world.Chance.Next(50, 1_500));
            if (!IsOver && isActive)
                await StrikeAsync(world.AnyNode());
        }
    }

    async Task StrikeAsync(SimulatedNode node)
    {
        switch (world.Chance.Next(4))
        {
            case 0:
                await node.CrashAsync();
                await world.WaitAsync(world.Chance.Next(1, 3_000));
                await node.StartAsync();
                break;
            case 1:
                node.PutClock(JumpMax * world.Chance.NextDouble());
                break;
            case 2:
                node.PutClock(-JumpMax * world.Chance.NextDouble());
                break;
            default:
                await node.AskAsync(
                    async (intake, cancel) =>
                    {
                        await intake.LookThroughParkedAsync(cancel);
                        return [];
                    },
                    null
                );
                break;
        }
    }
}
