using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;

namespace ComposeServer.Cli.Upkeep;

/// <summary><c>backup</c>: writes all that a database holds into one file.</summary>
sealed class BackUpDatabase : CliCommand
{
    readonly ShellContext shell;
    readonly DatabaseFlags database;

    readonly Argument<string> file = new("file") { Description = "The backup to write; it appears when it is whole" };

    readonly Option<bool> json = new("--json") { Description = "Print the report as JSON" };

    public BackUpDatabase(ShellContext shell)
        : base(
            "backup",
            "Write all that a database holds at this moment into one file, whether a server works on it or not",
            "composeserver backup composeserver.backup --data-dir ./data"
        )
    {
        this.shell = shell;
        Add(file);
        Add(json);
        database = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetValue(file)!;
        var report = await database.WithAccessAsync(
            parsed,
            mayCreate: false,
            access =>
                shell.WithBarAsync(
                    $"Backing up to {path}",
                    bar =>
                        WholeFile.WriteAsync(
                            path,
                            target => access.BackupAsync(target, BackupText.BarOf(bar), cancel),
                            isPrivate: true
                        )
                ),
            cancel
        );
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(BackupText.ToJson(report, null));
        else
            await BackupText.WriteAsync(shell.Out, "Written", report);
        return ExitCode.Ok;
    }
}
