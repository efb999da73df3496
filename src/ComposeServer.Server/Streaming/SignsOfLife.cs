namespace ComposeServer.Server.Streaming;

/// <summary>Writes items as they come, and a sign of life when none came for a while, so that nobody on the way takes the connection for dead.</summary>
static class SignsOfLife
{
    /// <param name="items">What is written; whatever happens, it is ended and disposed of.</param>
    /// <param name="interval">From one sign to the next, while nothing else is written.</param>
    /// <param name="write">Writes an item.</param>
    /// <param name="showLife">Writes a sign.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancel">Ends it with an <see cref="OperationCanceledException"/>.</param>
    public static async Task WriteAsync<T>(
        IAsyncEnumerable<T> items,
        TimeSpan interval,
        Func<T, ValueTask> write,
        Func<ValueTask> showLife,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var source = items.GetAsyncEnumerator(end.Token);
        var next = source.MoveNextAsync().AsTask();
        var silence = Task.Delay(interval, clock, end.Token);
        var isQuiet = true;
        try
        {
            while (true)
            {
                if (await Task.WhenAny(next, silence) == next)
                {
                    if (!await next)
                        return;
                    await write(source.Current);
                    isQuiet = false;
                    next = source.MoveNextAsync().AsTask();
                    continue;
                }

                cancel.ThrowIfCancellationRequested();
                if (isQuiet)
                    await showLife();
                isQuiet = true;
                silence = Task.Delay(interval, clock, end.Token);
            }
        }
        finally
        {
            // An enumerator must not be disposed of while it still moves.
            await end.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync();
        }
    }
}
