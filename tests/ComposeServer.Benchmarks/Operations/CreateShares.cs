namespace ComposeServer.Benchmarks.Operations;

/// <summary>
/// Who gets which of the signed documents: the check of the answers, the warm-up, and each round at each number of connections. All sides get the
/// same, since each has a database or tables of its own.
/// </summary>
sealed class CreateShares
{
    /// <summary>Of the documents, these are used up before anything is timed.</summary>
    public const int Checked = 20;

    /// <summary>Creates per second that documents are provided for. More ends a round early, which is noted and does no harm.</summary>
    const int PerSecondMax = 10_000;

    /// <summary>The same for one connection.</summary>
    const int PerSecondOfConnection = 2_500;

    readonly Dictionary<(int Connections, int Round), (int First, int Count)> _shares = [];

    public CreateShares(BenchmarkOptions options)
    {
        Add(options.ConnectionsMost, 0, options.WarmUpSeconds);
        foreach (var connections in options.Connections)
            for (var round = 1; round <= options.Rounds; round++)
                Add(connections, round, options.Seconds);
    }

    /// <summary>How many documents are to be signed.</summary>
    public int Total { get; private set; } = Checked;

    /// <summary>Place of a round's documents. Round 0 is the warm-up, at the largest number of connections.</summary>
    public (int First, int Count) Of(int connections, int round) => _shares[(connections, round)];

    void Add(int connections, int round, double seconds)
    {
        var count = (int)Math.Ceiling(seconds * Math.Min(PerSecondMax, connections * PerSecondOfConnection));
        _shares.Add((connections, round), (Total, count));
        Total += count;
    }
}
