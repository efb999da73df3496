using ComposeServer.Ipld;

namespace ComposeServer.Tests.Simulation;

/// <summary>Follows the log from its first event, a few at a time.</summary>
sealed class Follower(World world)
{
    readonly List<Cid> _seen = [];

    public IReadOnlyList<Cid> Seen => _seen;

    /// <summary>Reads what is new until it is told to end.</summary>
    public async Task FollowAsync()
    {
        while (!IsOver)
        {
            await world.PauseAsync();
            await ReadAsync();
            await world.WaitAsync(world.Chance.Next(1, 200));
        }

        await ReadAsync();
    }

    public bool IsOver { get; set; }

    async Task ReadAsync()
    {
        while (
            await world.Store.Events.ReadAfterAsync(_seen.Count, world.Chance.Next(1, 6), 100_000, default)
                is { Count: > 0 } page
        )
        {
            foreach (var stored in page)
            {
                if (stored.Entry.Position != _seen.Count + 1)
                    world.Findings.Tell($"a follower was given {stored.Entry.Position} after {_seen.Count}");
                _seen.Add(stored.Entry.Cid);
            }

            world.Tell("follower", $"read up to {_seen.Count}");
            await world.PauseAsync();
        }
    }
}
