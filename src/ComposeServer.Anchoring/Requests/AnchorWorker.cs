using Microsoft.Extensions.Logging;

namespace ComposeServer.Anchoring.Requests;

/// <summary>Runs the anchoring beside everything else, until the server stops: woken by requests, at most once a second unless many wait.</summary>
/// <remarks>
/// A tip is left alone for a second after its last write. Whoever writes again at once builds on what they know, and a time event in between
/// would have them refused as stale.
/// </remarks>
public sealed partial class AnchorWorker : IAsyncDisposable
{
    /// <summary>Requests for which the second is not waited.</summary>
    public const int RequestsEnough = 1_000;

    /// <summary>From one run to the next, and from a write to its anchor, at least.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>After this time it looks by itself: another server may have ended in the middle of its run.</summary>
    static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(10);

    readonly AnchorRun _run;
    readonly TimeProvider _clock;
    readonly ILogger<AnchorWorker> _log;
    readonly CancellationTokenSource _stop = new();
    TaskCompletionSource _changed = NewSignal();
    Task _loop = Task.CompletedTask;
    int _asked;
    int _waiting;
    bool _isFailing;

    /// <param name="run">What is run.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where it reports.</param>
    public AnchorWorker(AnchorRun run, TimeProvider clock, ILogger<AnchorWorker> log) =>
        (_run, _clock, _log) = (run, clock, log);

    /// <summary>For the gauge: requests that wait, as far as this server knows.</summary>
    public int Waiting => Volatile.Read(ref _waiting) + Volatile.Read(ref _asked);

    /// <summary>Begins. What an earlier server left is looked for at once.</summary>
    public void Start() => _loop = Task.Run(LoopAsync);

    /// <summary>Says that anchors were asked for. Takes note and returns.</summary>
    /// <param name="requests">How many.</param>
    public void Wake(int requests)
    {
        Interlocked.Add(ref _asked, requests);
        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
    }

    /// <summary>Ends the run that is under way. What it has not done waits for the next server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                var isMore = await RunAsync();
                if (!isMore)
                    await UntilAsync(() => Volatile.Read(ref _asked) > 0, IdleInterval);
                await UntilAsync(() => Volatile.Read(ref _asked) >= RequestsEnough, Interval);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The server stops, in whatever words the parts of a run that is given up say so.
        }
    }

    /// <returns>Whether there is more to do soon.</returns>
    async Task<bool> RunAsync()
    {
        var asked = Interlocked.Exchange(ref _asked, 0);
        try
        {
            var now = _clock.GetUtcNow();
            var left = await _run.RunAsync(asked >= RequestsEnough ? now : now - Interval, _stop.Token);
            Volatile.Write(ref _waiting, left ?? _waiting + asked);
            _isFailing = false;
            return left is not 0;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            Volatile.Write(ref _waiting, _waiting + asked);
            if (!_isFailing)
                LogFailed(error);
            _isFailing = true;
            return true;
        }
    }

    async Task UntilAsync(Func<bool> isSo, TimeSpan atMost)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var late = Task.Delay(atMost, _clock, over.Token);
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (isSo())
                break;
            if (await Task.WhenAny(changed, late) != late)
                continue;
            await late;
            break;
        }

        await over.CancelAsync();
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Error, Message = "Anchoring failed; it is tried again")]
    partial void LogFailed(Exception error);
}
