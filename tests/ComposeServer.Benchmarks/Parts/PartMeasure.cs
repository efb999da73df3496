using System.Diagnostics;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>Times a part: warm-up, then rounds of which the median counts, so that a busy moment of the machine does not.</summary>
static class PartMeasure
{
    const int Rounds = 9;

    /// <param name="part">What to time.</param>
    /// <param name="round">How long one round takes, about.</param>
    /// <exception cref="BenchmarkException">It did something wrong.</exception>
    public static PartFigures Run(Part part, TimeSpan round)
    {
        var count = Calibrate(part, round);
        var times = new double[Rounds];
        var bytes = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
            (times[i], bytes[i]) = RunOnce(part, count);
        Array.Sort(times);
        Array.Sort(bytes);
        return new(times[Rounds / 2], bytes[Rounds / 2]);
    }

    /// <summary>Runs long enough for the compiler to settle, and finds how often the part fits into a round.</summary>
    static int Calibrate(Part part, TimeSpan round)
    {
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(began) < 3 * round)
            RunOnce(part, 16, ref count);
        return Math.Max(1, count / 3);
    }

    static (double Microseconds, double Bytes) RunOnce(Part part, int count)
    {
        var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        var isRight = true;
        for (var i = 0; i < count; i++)
            isRight &= part.Run(i);
        var elapsed = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return isRight
            ? (elapsed / count, (double)bytes / count)
            : throw new BenchmarkException($"{part.Name}: the outcome was wrong");
    }

    static void RunOnce(Part part, int count, ref int total)
    {
        RunOnce(part, count);
        total += count;
    }
}
