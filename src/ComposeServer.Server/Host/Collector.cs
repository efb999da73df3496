using ComposeServer.Log.Pins;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>Removes, every so often, streams that were let go and have been for long enough.</summary>
sealed partial class Collector : IAsyncDisposable
{
    /// <summary>Streams of one transaction; writers wait for it.</summary>
    const int BatchMax = 200;

    static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    readonly IPinStore _pins;
    readonly TimeSpan _keep;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly PeriodicWork _rounds;

    /// <param name="pins">What must stay.</param>
    /// <param name="keep">How long a stream that was let go is kept.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where it reports.</param>
    public Collector(IPinStore pins, TimeSpan keep, TimeProvider clock, ILogger log)
    {
        (_pins, _keep, _clock, _log) = (pins, keep, clock, log);
        _rounds = new(Interval, CollectAsync, LogFailed, clock);
    }

    public ValueTask DisposeAsync() => _rounds.DisposeAsync();

    /// <summary>Removes what may go now.</summary>
    public async Task CollectAsync(CancellationToken cancel)
    {
        Collected gone;
        do
        {
            gone = await _pins.CollectAsync(_clock.GetUtcNow() - _keep, BatchMax, cancel);
            if (gone.Logs > 0)
                LogCollected(gone.Logs, gone.Events, gone.Blocks);
        } while (gone.Logs == BatchMax);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Removed {Logs} streams that nobody pins, {Events} events and {Blocks} blocks"
    )]
    partial void LogCollected(long logs, long events, long blocks);

    [LoggerMessage(Level = LogLevel.Error, Message = "Removing streams that nobody pins failed; it is tried again")]
    partial void LogFailed(Exception error);
}
