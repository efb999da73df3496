using System.CommandLine;
using System.Globalization;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Upkeep;

/// <summary><c>migrate</c>: brings the fixed tables of a database to the form of this program, as a server does at its start.</summary>
sealed class MigrateDatabase : CliCommand
{
    readonly ShellContext shell;
    readonly DatabaseFlags database;

    readonly Option<bool> plan = new("--plan")
    {
        Description = "Print the SQL that would be run, and the locks that it takes, and change nothing",
    };

    public MigrateDatabase(ShellContext shell)
        : base(
            "migrate",
            "Bring a database to the form that this program needs, and end; a server does the same at its start",
            "composeserver migrate --plan --data-dir ./data"
        )
    {
        this.shell = shell;
        Add(plan);
        database = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var isPlan = parsed.GetValue(plan);
        var steps = await database.RunAsync(
            parsed,
            options => OfflineMigration.RunAsync(options, apply: !isPlan, shell.Clock, cancel)
        );
        foreach (var step in steps)
            await shell.Out.WriteLineAsync(isPlan ? Planned(step) : $"Applied {step.Name}");
        if (!isPlan || steps.Count == 0)
            await shell.Words.WriteLineAsync(
                steps.Count == 0
                    ? "Nothing to apply."
                    : string.Create(CultureInfo.InvariantCulture, $"{steps.Count} migrations applied.")
            );
        return ExitCode.Ok;
    }

    /// <summary>Text that is SQL as a whole.</summary>
    static string Planned(MigrationStep step) =>
        $"""
            -- {step.Name}
            -- takes locks: {step.Locks}
            begin;
            {step.Sql.TrimEnd()}
            commit;

            """;
}
