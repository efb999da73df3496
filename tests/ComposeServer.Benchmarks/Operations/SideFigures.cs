namespace ComposeServer.Benchmarks.Operations;

/// <summary>What one side did with one operation.</summary>
/// <param name="Side">Its name.</param>
/// <param name="AnswerBytes">Body of an answer, on average.</param>
/// <param name="Count">Right answers.</param>
/// <param name="PerSecond">Median of the rounds.</param>
/// <param name="Rounds">Each round's rate: how far they differ is how far to trust them.</param>
/// <param name="P50Ms">Median time of an answer; of the rounds, the median.</param>
/// <param name="P99Ms">All but one in a hundred were faster; of the rounds, the median.</param>
/// <param name="ServerCpuMs">CPU time of the server for each operation, in milliseconds.</param>
/// <param name="PostgresCpuMs">Of Postgres.</param>
/// <param name="ClientCpuMs">Of this program, and of what it plays for the server.</param>
/// <param name="OthersShare">Part of the machine that went to processes outside the run, 0 to 1.</param>
/// <param name="ResidentBytes">Memory of the server after the last round.</param>
/// <param name="Errors">Anything but a right answer.</param>
/// <param name="FirstError">One of them.</param>
/// <param name="RanOut">A round ended early because no signed documents were left.</param>
sealed record SideFigures(
    string Side,
    int AnswerBytes,
    int Count,
    double PerSecond,
    IReadOnlyList<double> Rounds,
    double P50Ms,
    double P99Ms,
    double ServerCpuMs,
    double PostgresCpuMs,
    double ClientCpuMs,
    double OthersShare,
    long ResidentBytes,
    int Errors,
    string? FirstError,
    bool RanOut
);
