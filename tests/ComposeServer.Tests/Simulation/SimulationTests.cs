namespace ComposeServer.Tests.Simulation;

/// <summary>
/// Several nodes over one store, in one process, with time, chance and every failure of the store decided by a seed. <c>SEEDS=10000</c> runs
/// more of them and adds what was run to <c>tests/long-runs/simulation.jsonl</c>; <c>SEED=7</c> repeats one and prints what happened.
/// </summary>
public class SimulationTests(ITestOutputHelper output)
{
    const int SeedsUsual = 200;

    [Fact]
    public void Whatever_goes_wrong_between_nodes_and_their_store_the_log_keeps_its_word()
    {
        var book = new SimulationBook(output);
        for (var seed = 1; seed <= SimulationBook.Seeds(SeedsUsual); seed++)
        {
            var result = Simulator.Run(seed);
            Assert.True(result.Findings.Count == 0, $"SEED={seed}: {string.Join("\n", result.Findings)}");
            book.Add(result);
        }

        book.Close();
    }

    [Fact]
    public void A_seed_says_everything_that_happens_in_a_run()
    {
        for (var seed = 1; seed <= 50; seed++)
            Assert.Equal(Simulator.Run(seed).Hash, Simulator.Run(seed).Hash);
    }

    [Fact]
    public void One_seed_can_be_repeated_with_its_trace()
    {
        var seed = SimulationBook.Seed ?? 1;
        var result = Simulator.Run(seed, isKept: true);
        if (SimulationBook.Seed is not null)
            output.WriteLine(string.Join("\n", result.Trace));

        Assert.NotEmpty(result.Trace);
        Assert.Empty(result.Findings);
        Assert.Equal(Simulator.Run(seed).Hash, result.Hash);
    }
}
