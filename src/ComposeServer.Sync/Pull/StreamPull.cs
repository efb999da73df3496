using ComposeServer.Log;
using ComposeServer.Sync.Import;

namespace ComposeServer.Sync.Pull;

/// <summary>
/// Pulls streams from a node over its HTTP API, verifies everything and hands it to the intake. What is stored already is skipped, so a
/// pull that was cut off is simply begun again.
/// </summary>
/// <param name="node">Where they come from.</param>
/// <param name="door">Where events go.</param>
/// <param name="times">Judges the proofs of time events.</param>
/// <param name="options">Limits.</param>
/// <param name="clock">Measures the duration.</param>
public sealed class StreamPull(
    INodeSource node,
    IHistoryDoor door,
    ITimeVerifier times,
    PullOptions options,
    TimeProvider clock
)
{
    /// <summary>Pulls.</summary>
    /// <param name="selection">What.</param>
    /// <param name="bookmarks">Where an earlier run stands, and where this one leaves its own.</param>
    /// <param name="progress">Hears of each page and batch.</param>
    /// <param name="cancel">Stops it; what was taken stays, and the report says so.</param>
    /// <returns>What became of everything; nothing that a node says throws.</returns>
    /// <exception cref="IOException">The file of the bookmarks cannot be written.</exception>
    public async Task<PullReport> RunAsync(
        PullSelection selection,
        PullBookmarks bookmarks,
        IProgress<PullProgress>? progress,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        var submission = new ChainSubmission(door, times, options.Import);
        var import = new ImportRun(door, submission, options.Import, null, null);
        var run = new PullRun(node, door, import, bookmarks, options, progress);
        PullFault? fault = null;
        var isInterrupted = false;
        try
        {
            fault = await RunAsync(run, selection, cancel);
            await import.EndAsync(cancel);
            if (fault is null)
                bookmarks.Clear();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            isInterrupted = true;
            await import.AbandonAsync();
        }

        import.Tally.Bytes = node.BytesRead;
        return new()
        {
            Source = node.Name,
            Import = import.Tally.Report(clock.GetElapsedTime(began), null),
            Models = run.Tally.Models,
            Read = run.Tally.Read,
            Skipped = run.Tally.Skipped,
            Unlisted = run.Tally.Unlisted,
            Failed = run.Tally.Failed,
            Fault = fault,
            IsInterrupted = isInterrupted,
            Indexes = run.Indexes,
        };
    }

    static async Task<PullFault?> RunAsync(PullRun run, PullSelection selection, CancellationToken cancel)
    {
        try
        {
            await run.RunAsync(selection, cancel);
            return null;
        }
        catch (PullStopped stopped)
        {
            return stopped.Fault;
        }
    }
}
