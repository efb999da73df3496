using System.CommandLine;
using System.Globalization;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Upkeep;

/// <summary><c>rebuild</c>: makes states and index rows again from the log.</summary>
sealed class RebuildDatabase : CliCommand
{
    readonly ShellContext shell;
    readonly DatabaseFlags database;

    public RebuildDatabase(ShellContext shell)
        : base(
            "rebuild",
            "Make the states of all streams and the rows of all indices again from the events alone, in the database of a stopped server",
            "composeserver rebuild --data-dir ./data"
        )
    {
        this.shell = shell;
        database = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var done = await database.WithAsync(
            parsed,
            mayCreate: false,
            parts => shell.WithBarAsync("Rebuilding", bar => parts.RebuildAsync(BarOf(bar), cancel)),
            cancel
        );
        await shell.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Streams} streams applied again, {done.Rows} rows written, {done.Mended} streams mended"
            )
        );
        return ExitCode.Ok;
    }

    static IProgress<RebuildReport>? BarOf(IProgress<BarPosition>? bar) =>
        bar is null
            ? null
            : new Relay<RebuildReport>(now =>
                bar.Report(
                    new(
                        now.TotalStreams > 0 ? (double)now.Streams / now.TotalStreams : null,
                        $"{now.Streams} of {now.TotalStreams} streams"
                    )
                )
            );
}
