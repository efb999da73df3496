using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>Everything a run found out.</summary>
/// <param name="LoadAfter">Load average of the last minute when the run ended; the run itself is in it.</param>
/// <param name="ServerPeakBytes">Most resident memory of the server.</param>
/// <param name="BarePeakBytes">Of the bare endpoint.</param>
sealed record RunReport(
    BenchmarkOptions Options,
    MachineFacts Machine,
    BoardSize Size,
    IReadOnlyList<OperationFigures> Operations,
    double LoadAfter,
    long ServerPeakBytes,
    long BarePeakBytes
)
{
    public int Errors => Operations.Sum(operation => operation.Server.Errors + operation.Bare.Errors);
}
