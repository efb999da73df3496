using ComposeServer.Cli.Serve;
using ComposeServer.Cli.Shell;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using ComposeServer.Sync.Import.Rehearsal;
using ComposeServer.Sync.Pull;
using ComposeServer.Sync.Pull.Http;

namespace ComposeServer.Cli.Transfer;

/// <summary>An import from a node at work: with a bar, until it is done or somebody interrupts it.</summary>
sealed class PullStreams(ShellContext shell, OfflineParts parts, PullRequest request, bool isRehearsal)
{
    const string ResumeFileName = "import-bookmarks.json";

    /// <returns>The report, and models that cannot be indexed as they were there.</returns>
    public async Task<(PullReport Report, IReadOnlyList<(StreamId Model, Refusal Reason)> Unindexed)> RunAsync(
        CancellationToken cancel
    )
    {
        using var admin = request.Admin;
        using var node = new HttpNodeSource(request.From, admin, request.Options, shell.Clock);
        var report = await shell.WithBarAsync(
            $"Importing from {node.Name}",
            bar => StoppableAsync(stop => PullAsync(node, BarOf(bar), stop), cancel)
        );
        if (!request.IsIndexing || isRehearsal || report.IsInterrupted || report.Fault is not null)
            return (report, []);
        var refused = await shell.RunAsync("Indexing the models", () => parts.IndexAsync(report.Indexes, cancel));
        return (report, refused);
    }

    async Task<PullReport> PullAsync(HttpNodeSource node, IProgress<PullProgress>? progress, CancellationToken cancel)
    {
        try
        {
            return isRehearsal
                ? await parts.RehearsePullAsync(node, request.Selection, request.Options, progress, cancel)
                : await parts.PullAsync(
                    node,
                    request.Selection,
                    Bookmarks(node.Name),
                    request.Options,
                    progress,
                    cancel
                );
        }
        catch (RehearsalFullException full)
        {
            throw new CliException(RehearsalFullException.Code, full.Message, full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrorCode.FileUnwritable, fault.Message, fault);
        }
    }

    PullBookmarks Bookmarks(string from)
    {
        var path = request.ResumeFile ?? (parts.DataFolder is { } folder ? Path.Combine(folder, ResumeFileName) : null);
        try
        {
            return path is null ? PullBookmarks.None(from) : PullBookmarks.Open(path, from);
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, fault.Message, fault);
        }
    }

    /// <summary>The first Ctrl-C lets what is on its way be stored and told; a second one ends the process.</summary>
    static async Task<T> StoppableAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var signals = new StopSignals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var done = new CancellationTokenSource();
        var stopping = StopAsync(signals, stop, done.Token);
        try
        {
            return await work(stop.Token);
        }
        finally
        {
            await done.CancelAsync();
            await stopping;
        }
    }

    static async Task StopAsync(StopSignals signals, CancellationTokenSource stop, CancellationToken done)
    {
        try
        {
            await signals.First.WaitAsync(done);
            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The work came first.
        }
    }

    static IProgress<PullProgress>? BarOf(IProgress<BarPosition>? bar) =>
        bar is null
            ? null
            : new Relay<PullProgress>(now =>
                bar.Report(
                    new(
                        now.StreamsTotal is > 0 and var total ? double.Min(1, (double)now.Streams / total) : null,
                        $"{now.Streams} streams, {now.Events} events, {ByteCount.Text(now.BytesRead)} {now.Doing}"
                    )
                )
            );
}
