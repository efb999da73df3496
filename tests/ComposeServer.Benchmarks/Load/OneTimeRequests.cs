namespace ComposeServer.Benchmarks.Load;

/// <summary>Gives each of some bodies once, to whoever comes first.</summary>
sealed class OneTimeRequests(IReadOnlyList<ReadOnlyMemory<byte>> bodies, int first, int count) : IRequestSource
{
    int _taken;

    public bool TryTake(int worker, out ReadOnlyMemory<byte> body)
    {
        var index = Interlocked.Increment(ref _taken) - 1;
        body = index < count ? bodies[first + index] : default;
        return index < count;
    }
}
