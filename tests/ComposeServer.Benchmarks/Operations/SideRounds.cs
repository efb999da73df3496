using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Measuring;
using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>Collects the rounds of one operation on one side.</summary>
sealed class SideRounds
{
    readonly List<RoundResult> _rounds = [];
    CpuSample _cpu;

    public void Add(RoundResult round, CpuSample cpu)
    {
        _rounds.Add(round);
        _cpu += cpu;
    }

    public SideFigures ToFigures(ISide side, int answerBytes, TimeProvider clock)
    {
        var count = _rounds.Sum(round => round.Latencies.Count);
        var seconds = _rounds.Sum(round => round.Elapsed.TotalSeconds);
        var rates = _rounds.Select(round => round.Latencies.Count / round.Elapsed.TotalSeconds).ToArray();
        var sorted = _rounds.Select(round => round.Latencies.Order().ToArray()).ToArray();
        return new(
            side.Name,
            answerBytes,
            count,
            Median(rates),
            rates,
            Median(sorted.Select(latencies => At(latencies, 0.5, clock))),
            Median(sorted.Select(latencies => At(latencies, 0.99, clock))),
            PerOperation(_cpu.Server, count),
            PerOperation(_cpu.Postgres, count),
            PerOperation(_cpu.Client, count),
            _cpu.Others.TotalSeconds / (seconds * Environment.ProcessorCount),
            side.Processes.Sum(ProcessFacts.ResidentBytes),
            _rounds.Sum(round => round.Errors),
            _rounds.Select(round => round.FirstError).FirstOrDefault(error => error is not null),
            _rounds.Any(round => round.RanOut)
        );
    }

    /// <summary>Of an even number, the mean of the two in the middle.</summary>
    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The nearest rank.</summary>
    static double At(long[] sorted, double part, TimeProvider clock) =>
        sorted.Length == 0
            ? double.NaN
            : sorted[(int)Math.Ceiling(part * sorted.Length) - 1] * 1_000.0 / clock.TimestampFrequency;

    static double PerOperation(TimeSpan cpu, int count) => cpu.TotalMilliseconds / Math.Max(count, 1);
}
