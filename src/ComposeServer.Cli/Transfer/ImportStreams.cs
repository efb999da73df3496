using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Server.Host;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Rehearsal;

namespace ComposeServer.Cli.Transfer;

/// <summary><c>import</c>: reads streams from CARs, or from a node that runs.</summary>
sealed class ImportStreams : CliCommand
{
    readonly ShellContext shell;
    readonly DatabaseFlags database;
    readonly PullFlags pull;

    readonly Argument<string[]> files = new("file")
    {
        Description = "CARs, read as if they were one",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<bool> dryRun = new("--dry-run") { Description = "Verify everything and store nothing" };

    readonly Option<bool> partialProofs = new("--partial-proofs")
    {
        Description = "Of files: keep time events of which tree nodes are nowhere to be had, unverified",
    };

    readonly Option<bool> json = new("--json") { Description = "Print the report as JSON" };

    public ImportStreams(ShellContext shell)
        : base(
            "import",
            "Verify streams from CARs, or from a node that runs, and store them in the database of a stopped server; "
                + "what is stored already is skipped",
            "composeserver import --from http://old-node:7007 --data-dir ./data"
        )
    {
        this.shell = shell;
        Add(files);
        Add(dryRun);
        Add(partialProofs);
        Add(json);
        pull = new(this, shell);
        database = new(this, shell, "network", "anchorChains", "forbidWildcardCapabilities", "revokedCapabilities");
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var named = parsed.GetValue(files) ?? [];
        if (pull.IsGiven(parsed) == named.Length > 0)
            throw CliException.Usage("name what to import: files, or a node by --from");
        if (named.Length == 0)
            return await PullAsync(parsed, cancel);
        var sources = named.Select(Source).ToList();
        var report = await database.WithAsync(
            parsed,
            mayCreate: true,
            parts => shell.WithBarAsync("Importing", bar => RunAsync(parts, parsed, sources, BarOf(bar), cancel)),
            cancel
        );
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(TransferReports.ToJson(report));
        else
            await TransferReports.WriteAsync(shell.Out, report);
        if (report.Fault is { } fault)
            throw new CliException(fault.Code, $"{fault.File}: {fault.Detail}");
        return report.IsComplete ? ExitCode.Ok : ExitCode.Failed;
    }

    async Task<int> PullAsync(ParseResult parsed, CancellationToken cancel)
    {
        var request = pull.Read(parsed);
        var (report, unindexed) = await database.WithAsync(
            parsed,
            mayCreate: true,
            parts => new PullStreams(shell, parts, request, parsed.GetValue(dryRun)).RunAsync(cancel),
            cancel
        );
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(TransferReports.ToJson(report));
        else
            await TransferReports.WriteAsync(shell.Out, report);
        foreach (var (model, reason) in unindexed)
            await shell.Words.WriteLineAsync($"{reason.Code}: {model} is not indexed: {reason.Detail}");
        if (report.IsInterrupted)
            await shell.Words.WriteLineAsync("Interrupted. Run the same again to go on.");
        if (report.Fault is { } fault)
            throw new CliException(fault.Code, fault.Detail);
        return report.IsComplete && unindexed.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    async Task<ImportReport> RunAsync(
        OfflineParts parts,
        ParseResult parsed,
        IReadOnlyList<ImportSource> sources,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        try
        {
            var options = new ImportOptions { KeepsPartialProofs = parsed.GetValue(partialProofs) };
            return parsed.GetValue(dryRun)
                ? await parts.RehearseAsync(sources, options, progress, cancel)
                : await parts.ImportAsync(sources, options, progress, cancel);
        }
        catch (RehearsalFullException full)
        {
            throw new CliException(RehearsalFullException.Code, full.Message, full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, fault.Message, fault);
        }
    }

    static ImportSource Source(string path)
    {
        try
        {
            using (File.OpenRead(path))
                return ImportSource.OfFile(path);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, $"{path}: {fault.Message}", fault);
        }
    }

    static IProgress<ImportProgress>? BarOf(IProgress<BarPosition>? bar) =>
        bar is null
            ? null
            : new Relay<ImportProgress>(now =>
                bar.Report(
                    new(
                        now.BytesTotal is > 0 and var total ? (double)now.BytesRead / total : null,
                        $"{now.Events} events, {ByteCount.Text(now.BytesRead)}"
                    )
                )
            );
}
