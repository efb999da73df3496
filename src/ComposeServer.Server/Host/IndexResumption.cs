using ComposeServer.Server.CeramicApi;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>Finishes, beside the server's work, the tables and indices that were being made when an earlier server ended.</summary>
sealed partial class IndexResumption(ModelIndexing indexing, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _stop = new();
    Task _work = Task.CompletedTask;

    public void Start() => _work = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    async Task RunAsync()
    {
        try
        {
            while (!await TryAsync())
                await Task.Delay(Pause, clock, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops; the next one goes on.
        }
    }

    async Task<bool> TryAsync()
    {
        try
        {
            if (await indexing.ResumeAsync(_stop.Token))
                LogFinished();
            return true;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            LogFailed(error);
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Indices that an earlier server left unfinished are complete"
    )]
    partial void LogFinished();

    [LoggerMessage(Level = LogLevel.Error, Message = "Finishing indices failed; it is tried again")]
    partial void LogFailed(Exception error);
}
