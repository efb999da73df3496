namespace ComposeServer.Tests.Simulation;

/// <summary>The checks are worth something: a store with a bug is found out, whichever it is.</summary>
public class PlantedBugTests(ITestOutputHelper output)
{
    const int SeedsMax = 1_000;

    static readonly Dictionary<string, (Func<StoreSite, Ledger, SimulatedStore> Open, string Finding)> Bugs = new()
    {
        ["it answers before it commits"] = (
            (site, ledger) => new AnswersBeforeCommit(site, ledger),
            "was said to be taken at"
        ),
        ["it forgets what is known"] = ((site, ledger) => new ForgetsWhatIsKnown(site, ledger), ""),
        ["it ignores the tip that a group expects"] = ((site, ledger) => new IgnoresExpectedTips(site, ledger), ""),
        ["it hands out positions before the head is held"] = (
            (site, ledger) => new HandsOutPositionsEarly(site, ledger),
            ""
        ),
        ["it leaves half a group behind"] = ((site, ledger) => new LeavesHalfBehind(site, ledger), "is not chained"),
        ["it believes every clock"] = ((site, ledger) => new BelievesEveryClock(site, ledger), "the one before of"),
        ["it gives the head back too early"] = ((site, ledger) => new GivesTheHeadBackEarly(site, ledger), ""),
        ["its feed skips a group after an abort"] = (
            (site, ledger) => new SkipsAfterAnAbort(site, ledger),
            "a follower"
        ),
        ["it drops what still waits"] = ((site, ledger) => new DropsWhatStillWaits(site, ledger), "is not stored"),
    };

    public static TheoryData<string> Names => [.. Bugs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_store_with_a_bug_is_found_out(string bug)
    {
        var (open, expected) = Bugs[bug];
        var found = Enumerable
            .Range(1, SeedsMax)
            .Select(seed => Simulator.Run(seed, open))
            .FirstOrDefault(result => result.Findings.Count > 0);

        Assert.NotNull(found);
        output.WriteLine($"SEED={found.Seed} finds that {bug}: {found.Findings[0]}");
        Assert.Contains(expected, string.Join("\n", found.Findings));
    }
}
