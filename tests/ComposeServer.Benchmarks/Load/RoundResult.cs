namespace ComposeServer.Benchmarks.Load;

/// <summary>What workers saw.</summary>
/// <param name="Latencies">Of every answer that was right, in ticks of the clock, in no order.</param>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Errors">Wrong answers and broken connections.</param>
/// <param name="FirstError">One of them, for people.</param>
/// <param name="RanOut">The requests were used up before the time.</param>
sealed record RoundResult(IReadOnlyList<long> Latencies, TimeSpan Elapsed, int Errors, string? FirstError, bool RanOut);
