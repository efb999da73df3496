using ComposeServer.Benchmarks.Corpus;

namespace ComposeServer.Benchmarks;

/// <summary>How a run is made.</summary>
sealed record BenchmarkOptions
{
    /// <summary>Requests under way at a time, each on its own connection; each number is measured. Default 8.</summary>
    public IReadOnlyList<int> Connections { get; init; } = [8];

    /// <summary>The largest of them.</summary>
    public int ConnectionsMost => Connections.Max();

    /// <summary>Measured time of each round. Default 2 s.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Rounds of each operation, all sides by turns; medians of them are told. Default 5.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Time of each operation on each side that does not count. Default 3 s.</summary>
    public double WarmUpSeconds { get; init; } = 3;

    /// <summary>Posts that are stored before measuring; a twenty-fifth of it authors, and twice as many comments, come with them. Default 10,000.</summary>
    public int Documents { get; init; } = 10_000;

    /// <summary>Operations to measure; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Sides to measure beside this server and the bare endpoint.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Where all random values come from.</summary>
    public int Seed { get; init; } = 20_250_101;

    /// <summary>Folder for the database; null: a new one in the folder for temporary files.</summary>
    public string? Folder { get; init; }

    /// <summary>File for the figures as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>File for the table in Markdown.</summary>
    public string? Markdown { get; init; }

    /// <summary>File for the chart, SVG.</summary>
    public string? Chart { get; init; }

    /// <summary>The quick look: seconds instead of minutes.</summary>
    public BenchmarkOptions Quick() =>
        this with
        {
            Seconds = 1,
            Rounds = 2,
            WarmUpSeconds = 1,
            Documents = BoardSize.PostsMin,
        };

    /// <summary>True when it is to be measured.</summary>
    public bool Includes(string operation) => Only.Count == 0 || Only.Contains(operation, StringComparer.Ordinal);

    /// <summary>True when the side is to be measured.</summary>
    public bool IsWith(string side) => With.Contains(side, StringComparer.Ordinal);
}
