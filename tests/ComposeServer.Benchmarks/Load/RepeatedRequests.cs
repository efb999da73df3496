namespace ComposeServer.Benchmarks.Load;

/// <summary>Asks the same questions over and over; each worker begins at another one.</summary>
sealed class RepeatedRequests(int bodies, int workers) : IRequestSource
{
    /// <summary>A cache line apart, so that workers do not slow each other.</summary>
    const int Spread = 16;

    readonly int[] _next =
    [
        .. Enumerable.Range(0, workers * Spread).Select(i => (int)((long)i / Spread * bodies / workers)),
    ];

    public bool TryTake(int worker, out int request)
    {
        ref var next = ref _next[worker * Spread];
        request = next;
        next = next + 1 == bodies ? 0 : next + 1;
        return true;
    }
}
