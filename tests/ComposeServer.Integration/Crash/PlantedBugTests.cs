using ComposeServer.Faults;

namespace ComposeServer.Integration.Crash;

/// <summary>The harness is worth something: a server with a bug in its commit does not get past it.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    const int RoundsMax = 200;

    [Theory]
    [InlineData(PlantedBug.EarlyAnswer, "acknowledged and missing", "server killed")]
    [InlineData(PlantedBug.LateRows, "logs with a signed event and no index row", FaultPoint.Committed)]
    public async Task A_server_that_answers_or_indexes_outside_its_commit_is_caught(
        string bug,
        string sentence,
        string struck
    )
    {
        using var cluster = new OwnCluster(bug);
        var fault = ServerFault.All.Single(fault => fault.Name == struck);
        await CatchAsync(sentence, () => cluster.RunAsync(fault, Random.Shared));
    }

    [Fact]
    public async Task Two_servers_that_read_their_position_before_the_lock_are_caught()
    {
        await using var given = await GivenDatabase.StartAsync(PlantedBug.EarlyPosition);
        var fault = DatabaseFault.All.Single(fault => fault.Name == "COMMIT not sent");
        await CatchAsync("INTERNAL", () => given.RunAsync(fault, Random.Shared));
    }

    async Task CatchAsync(string sentence, Func<Task<Round>> run)
    {
        for (var round = 1; round <= RoundsMax; round++)
        {
            var ran = await run();
            if (!ran.Faults.Any(fault => fault.Contains(sentence, StringComparison.Ordinal)))
                continue;
            output.WriteLine($"caught in round {round}: {ran.Faults[0]}");
            return;
        }

        Assert.Fail($"not caught in {RoundsMax} rounds");
    }
}
