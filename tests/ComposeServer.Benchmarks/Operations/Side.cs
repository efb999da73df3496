using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Measuring;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>Collects the rounds of one operation on one of the two servers.</summary>
sealed class Side
{
    readonly List<RoundResult> _rounds = [];
    CpuSample _cpu;

    public void Add(RoundResult round, CpuSample cpu)
    {
        _rounds.Add(round);
        _cpu += cpu;
    }

    public SideFigures ToFigures(int process, TimeProvider clock)
    {
        var latencies = _rounds.SelectMany(round => round.Latencies).Order().ToArray();
        var seconds = _rounds.Sum(round => round.Elapsed.TotalSeconds);
        return new(
            latencies.Length,
            latencies.Length / seconds,
            [.. _rounds.Select(round => round.Latencies.Count / round.Elapsed.TotalSeconds)],
            At(latencies, 0.5, clock),
            At(latencies, 0.99, clock),
            PerOperation(_cpu.Server, latencies.Length),
            PerOperation(_cpu.Postgres, latencies.Length),
            PerOperation(_cpu.Client, latencies.Length),
            _cpu.Others.TotalSeconds / (seconds * Environment.ProcessorCount),
            ProcessFacts.ResidentBytes(process),
            _rounds.Sum(round => round.Errors),
            _rounds.Select(round => round.FirstError).FirstOrDefault(error => error is not null),
            _rounds.Any(round => round.RanOut)
        );
    }

    /// <summary>The nearest rank.</summary>
    static double At(long[] sorted, double part, TimeProvider clock) =>
        sorted.Length == 0
            ? double.NaN
            : sorted[(int)Math.Ceiling(part * sorted.Length) - 1] * 1_000.0 / clock.TimestampFrequency;

    static double PerOperation(TimeSpan cpu, int count) => cpu.TotalMilliseconds / Math.Max(count, 1);
}
