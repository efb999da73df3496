using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>Everything a run found out.</summary>
/// <param name="Options">How it was made.</param>
/// <param name="Machine">Where.</param>
/// <param name="Size">Of what.</param>
/// <param name="Operations">The figures.</param>
/// <param name="Sides">What is known of each side at the end.</param>
/// <param name="LoadAfter">Load average of the last minute when the run ended; the run itself is in it.</param>
sealed record RunReport(
    BenchmarkOptions Options,
    MachineFacts Machine,
    BoardSize Size,
    IReadOnlyList<OperationFigures> Operations,
    IReadOnlyList<SideFacts> Sides,
    double LoadAfter
)
{
    /// <summary>Wrong answers, and sides that did not store what they said.</summary>
    public int Errors =>
        Operations.Sum(operation => operation.Sides.Sum(side => side.Errors)) + Sides.Count(side => !side.HasAllPosts);
}
