namespace ComposeServer.Server.Host;

/// <summary>Something that is done every so often, beside everything else, until the server stops.</summary>
sealed class PeriodicWork : IAsyncDisposable
{
    readonly TimeSpan _interval;
    readonly Func<CancellationToken, Task> _work;
    readonly Action<Exception> _failed;
    readonly TimeProvider _clock;
    readonly CancellationTokenSource _stop = new();
    readonly Task _loop;
    bool _isFailing;

    /// <param name="interval">From one time to the next; the first time is an interval from now.</param>
    /// <param name="work">What is done.</param>
    /// <param name="failed">Told of the first failure in a row; it is tried again.</param>
    /// <param name="clock">Time.</param>
    public PeriodicWork(
        TimeSpan interval,
        Func<CancellationToken, Task> work,
        Action<Exception> failed,
        TimeProvider clock
    )
    {
        (_interval, _work, _failed, _clock) = (interval, work, failed, clock);
        _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    async Task RunAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_interval, _clock);
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await GuardAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    async Task GuardAsync()
    {
        try
        {
            await _work(_stop.Token);
            _isFailing = false;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            if (!_isFailing)
                _failed(error);
            _isFailing = true;
        }
    }
}
