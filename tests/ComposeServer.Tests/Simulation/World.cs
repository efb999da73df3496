using ComposeServer.Log.Intake;

namespace ComposeServer.Tests.Simulation;

/// <summary>Everything that one seed makes: nodes over one store, time, chance, and what goes wrong.</summary>
sealed class World : IDisposable
{
    static readonly double[] Rates = [0, 0.01, 0.03, 0.1];

    /// <summary>Room for one or two events with a signature, so that writers meet a full queue.</summary>
    const int QueueBytesSmall = 3_000;

    readonly Trace _trace;
    readonly PlaceClock _clock;

    public World(int seed, Func<StoreSite, Ledger, SimulatedStore> open, bool isKept)
    {
        Seed = seed;
        Chance = new Random(seed);
        _trace = new Trace(isKept);
        Schedule = new Schedule(Chance, _trace);
        Clients = new Place(Schedule, "clients");
        var place = new Place(Schedule, "store");
        _clock = new PlaceClock(Schedule.Time, place, TimeSpan.Zero);
        Faults = new Faults(Chance, Rates[Chance.Next(Rates.Length)]);
        Ledger = new Ledger(Findings);
        Witness = new Witness(Ledger, Findings, Faults);
        var site = new StoreSite(place, PauseAsync, Faults, what => Tell("store", what))
        {
            ReadsEarly = Chance.Next(2) == 0,
        };
        Store = open(site, Ledger);
        Limits = new()
        {
            CommitDeadline = TimeSpan.FromSeconds(3),
            GroupEventsMax = Chance.Next(1, 8),
            QueueBytesMax = Chance.Next(4) == 0 ? QueueBytesSmall : 64_000_000,
            SnapshotEvery = 3,
        };
        Nodes = [.. Enumerable.Range(1, Chance.Next(2, 4)).Select(i => new SimulatedNode(this, $"node{i}"))];
    }

    public int Seed { get; }

    public Random Chance { get; }

    public Schedule Schedule { get; }

    public Place Clients { get; }

    public Faults Faults { get; }

    public Findings Findings { get; } = new();

    public Ledger Ledger { get; }

    public Witness Witness { get; }

    public SimulatedStore Store { get; }

    public IntakeLimits Limits { get; }

    public IReadOnlyList<SimulatedNode> Nodes { get; }

    public SimulatedNode AnyNode() => Nodes[Chance.Next(Nodes.Count)];

    public void Tell(string who, string what) => _trace.Tell(Schedule.Time.Now, who, what);

    /// <summary>A while as networks and disks take it: often none, sometimes long.</summary>
    public Task PauseAsync() =>
        Chance.Next(100) switch
        {
            < 40 => Task.CompletedTask,
            < 75 => YieldAsync(),
            < 97 => WaitAsync(Chance.Next(1, 20)),
            _ => WaitAsync(Chance.Next(20, 1_000)),
        };

    public Task WaitAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock);

    public WorldResult ToResult() =>
        new(Seed, _trace.ToHash(), Findings.All, Faults.Counts, Witness.Asks, Ledger.Cids.Count, Schedule.Turns)
        {
            Trace = _trace.Lines,
        };

    public void Dispose()
    {
        Schedule.IsOver = true;
        _trace.Dispose();
    }

    static async Task YieldAsync() => await Task.Yield();
}

/// <summary>What came of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">Of everything that happened, in order.</param>
/// <param name="Findings">What did not hold.</param>
/// <param name="Faults">How often each fault struck.</param>
/// <param name="Operations">Events handed in.</param>
/// <param name="Events">Events stored.</param>
/// <param name="Turns">Turns taken.</param>
sealed record WorldResult(
    int Seed,
    string Hash,
    IReadOnlyList<string> Findings,
    IReadOnlyDictionary<string, long> Faults,
    int Operations,
    int Events,
    int Turns
)
{
    /// <summary>What happened, line by line, when that was asked for.</summary>
    public required IReadOnlyList<string> Trace { get; init; }
}
