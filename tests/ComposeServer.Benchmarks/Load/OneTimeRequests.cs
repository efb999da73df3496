namespace ComposeServer.Benchmarks.Load;

/// <summary>Gives each of some bodies once, to whoever comes first.</summary>
/// <param name="share">Which of them.</param>
sealed class OneTimeRequests((int First, int Count) share) : IRequestSource
{
    int _taken;

    public bool TryTake(int worker, out int request)
    {
        var index = Interlocked.Increment(ref _taken) - 1;
        request = share.First + index;
        return index < share.Count;
    }
}
