namespace ComposeServer.Benchmarks.Load;

/// <summary>Asks the same questions over and over; each worker begins at another one.</summary>
sealed class RepeatedRequests(IReadOnlyList<ReadOnlyMemory<byte>> bodies, int workers) : IRequestSource
{
    /// <summary>A cache line apart, so that workers do not slow each other.</summary>
    const int Spread = 16;

    readonly int[] _next =
    [
        .. Enumerable.Range(0, workers * Spread).Select(i => (int)((long)i / Spread * bodies.Count / workers)),
    ];

    public bool TryTake(int worker, out ReadOnlyMemory<byte> body)
    {
        ref var next = ref _next[worker * Spread];
        body = bodies[next];
        next = next + 1 == bodies.Count ? 0 : next + 1;
        return true;
    }
}
