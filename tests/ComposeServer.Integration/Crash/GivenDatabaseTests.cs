namespace ComposeServer.Integration.Crash;

/// <summary>Two servers over a Postgres of others, struck under write load. <c>ROUNDS=140</c> runs more rounds than the suite does.</summary>
public sealed class GivenDatabaseTests(ITestOutputHelper output)
{
    const int UsualRounds = 7;

    /// <summary>New data after so many rounds: each round checks all that was written.</summary>
    const int RoundsPerDatabase = 21;

    [Fact]
    public async Task After_each_fault_of_the_database_or_the_way_to_it_nothing_is_lost_and_both_servers_go_on()
    {
        var book = RoundBook.Open("two servers over a given Postgres", output, out var chance);
        var left = RoundBook.Rounds(UsualRounds);
        var next = new Queue<DatabaseFault>();
        while (left > 0)
        {
            await using var given = await GivenDatabase.StartAsync();
            for (var round = 0; round < RoundsPerDatabase && left > 0; round++)
            {
                if (next.Count == 0)
                    next = new(DatabaseFault.All.OrderBy(_ => chance.Next()));
                var fault = next.Dequeue();
                var ran = await given.RunAsync(fault, chance);
                output.WriteLine($"{ran.Fault}: {ran.InFlight} in flight, {ran.Acknowledged} acknowledged");
                Assert.True(ran.Faults.Count == 0, string.Join('\n', ran.Faults));
                if (book.Add(ran))
                    left--;
                else
                    next.Enqueue(fault);
            }
        }

        book.Close(output);
    }
}
