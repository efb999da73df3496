namespace ComposeServer.Integration.Crash;

/// <summary>
/// A server and its own Postgres struck under write load at every step of a commit and from outside, again and again on the same data.
/// <c>ROUNDS=300</c> runs more rounds than the suite does.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    const int UsualRounds = 15;

    /// <summary>New data after so many rounds: each round checks all that was written.</summary>
    const int RoundsPerCluster = 25;

    [Fact]
    public async Task After_each_fault_what_was_acknowledged_is_there_and_log_index_and_feed_agree()
    {
        var book = RoundBook.Open("server with its own Postgres", output, out var chance);
        var left = RoundBook.Rounds(UsualRounds);
        var next = new Queue<ServerFault>();
        while (left > 0)
        {
            using var cluster = new OwnCluster();
            for (var round = 0; round < RoundsPerCluster && left > 0; round++)
            {
                if (next.Count == 0)
                    next = new(ServerFault.All.OrderBy(_ => chance.Next()));
                var fault = next.Dequeue();
                var ran = await cluster.RunAsync(fault, chance);
                output.WriteLine($"{ran.Fault}: {ran.InFlight} in flight, {ran.Acknowledged} acknowledged");
                Assert.True(ran.Faults.Count == 0, string.Join('\n', ran.Faults));
                if (book.Add(ran))
                    left--;
                else
                    next.Enqueue(fault);
            }

            Assert.Empty(await cluster.CheckAsync());
        }

        book.Close(output);
    }
}
