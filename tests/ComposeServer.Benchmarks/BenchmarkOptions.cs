namespace ComposeServer.Benchmarks;

/// <summary>How a run is made.</summary>
sealed record BenchmarkOptions
{
    /// <summary>Requests under way at a time, each on its own connection. Default 8.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>Measured time of each operation on each server. Default 10 s.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>Rounds that the measured time is cut into, of two seconds or less, at least two: server, bare, server, bare.</summary>
    public int Rounds => Math.Max(2, (int)Math.Ceiling(Seconds / 2));

    /// <summary>Time of each operation on each server that does not count. Default 3 s.</summary>
    public double WarmUpSeconds { get; init; } = 3;

    /// <summary>Posts that are stored before measuring; a twenty-fifth of it authors, and twice as many comments, come with them. Default 10,000.</summary>
    public int Documents { get; init; } = 10_000;

    /// <summary>Operations to measure; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Where all random values come from.</summary>
    public int Seed { get; init; } = 20_250_101;

    /// <summary>Folder for the database; null: a new one in the folder for temporary files.</summary>
    public string? Folder { get; init; }

    /// <summary>File for the figures as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>True when it is to be measured.</summary>
    public bool Includes(string operation) => Only.Count == 0 || Only.Contains(operation, StringComparer.Ordinal);
}
