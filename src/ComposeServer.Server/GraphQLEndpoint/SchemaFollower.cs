using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Looks every so often what other servers over the same database have deployed.</summary>
sealed partial class SchemaFollower : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    readonly SchemaHost _schemas;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly CancellationTokenSource _stop = new();
    readonly Task _loop;
    bool _isFailing;

    /// <param name="schemas">What is kept up to date.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Where it reports.</param>
    public SchemaFollower(SchemaHost schemas, TimeProvider clock, ILogger log)
    {
        (_schemas, _clock, _log) = (schemas, clock, log);
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
            using var timer = new PeriodicTimer(Interval, _clock);
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
            await _schemas.FollowAsync(_stop.Token);
            _isFailing = false;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            // Once for each time that the database is away.
            if (!_isFailing)
                LogFailed(error.Message);
            _isFailing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot see what other servers deployed; trying on: {Reason}")]
    partial void LogFailed(string reason);
}
