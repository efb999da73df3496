using System.CommandLine;
using System.Globalization;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Log.Audit;

namespace ComposeServer.Cli.Upkeep;

/// <summary><c>verify</c>: checks everything that a database holds.</summary>
sealed class VerifyDatabase : CliCommand
{
    readonly ShellContext shell;
    readonly DatabaseFlags database;

    readonly Option<int> faults = new("--faults")
    {
        Description = "Faults that are named; all are counted",
        HelpName = "number",
        DefaultValueFactory = _ => 100,
    };

    readonly Option<string?> receipt = new("--receipt")
    {
        Description =
            "Check this receipt instead, as a node answers it at /api/v0/receipts/<cid>: without server and database",
        HelpName = "file",
    };

    readonly Option<string?> serverKey = new("--server-key")
    {
        Description = "With --receipt: the did:key of the server that must have signed it",
        HelpName = "did",
    };

    readonly Option<bool> json = new("--json") { Description = "Print the report as JSON" };

    public VerifyDatabase(ShellContext shell)
        : base(
            "verify",
            "Check every event, signature, state, index row and receipt of a database, whether a server works on it or not; "
                + "exit code 1 when something does not hold",
            "composeserver verify --data-dir ./data"
        )
    {
        this.shell = shell;
        Add(faults);
        Add(receipt);
        Add(serverKey);
        Add(json);
        database = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(receipt) is { } file)
            return await ReceiptCheck.RunAsync(shell, file, ServerOf(parsed), cancel);
        if (parsed.GetValue(serverKey) is not null)
            throw CliException.Usage("--server-key goes with --receipt; a database names the signers of its groups");
        var named = parsed.GetValue(faults);
        if (named < 0)
            throw CliException.Usage("--faults is a number from 0");
        var report = await database.WithAccessAsync(
            parsed,
            mayCreate: false,
            access => shell.WithBarAsync("Verifying", bar => access.VerifyAsync(named, BarOf(bar), cancel)),
            cancel
        );
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(VerifyText.ToJson(report));
        else
            await VerifyText.WriteAsync(shell, report);
        return report.IsClean ? ExitCode.Ok : ExitCode.Failed;
    }

    Did? ServerOf(ParseResult parsed) =>
        parsed.GetValue(serverKey) is not { } text ? null
        : Did.TryParse(text, out var server) && DidKey.TryRead(server, out _, out _) ? server
        : throw CliException.Usage("--server-key is a did:key");

    internal static IProgress<AuditProgress>? BarOf(IProgress<BarPosition>? bar) =>
        bar is null
            ? null
            : new Relay<AuditProgress>(now =>
                bar.Report(
                    new(
                        now.Done,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{now.Stage}, {now.Events} events, {now.Faults} faults"
                        )
                    )
                )
            );
}
