using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;
using ComposeServer.Log.Audit;
using ComposeServer.Server.Host;
using ComposeServer.Sync.Backup;

namespace ComposeServer.Cli.Upkeep;

/// <summary><c>restore</c>: fills an empty database from a backup, and checks what came of it.</summary>
sealed class RestoreDatabase : CliCommand
{
    const int FaultsNamed = 100;

    readonly ShellContext shell;
    readonly DatabaseFlags database;

    readonly Argument<string> file = new("file") { Description = "The backup" };

    readonly Option<bool> noVerify = new("--no-verify") { Description = "Do not check the database at the end" };

    readonly Option<bool> json = new("--json") { Description = "Print the report as JSON" };

    public RestoreDatabase(ShellContext shell)
        : base(
            "restore",
            "Fill an empty database from a backup and check it; a restore that was killed is run again, and servers wait for it",
            "composeserver restore composeserver.backup --data-dir ./new"
        )
    {
        this.shell = shell;
        Add(file);
        Add(noVerify);
        Add(json);
        database = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var source = Open(parsed.GetValue(file)!);
        // Before any database is made or opened.
        var backup = await CheckAsync(source, cancel);
        var (restored, verified) = await database.WithAccessAsync(
            parsed,
            mayCreate: true,
            access => RestoreAsync(access, backup, !parsed.GetValue(noVerify), cancel),
            cancel
        );
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(BackupText.ToJson(restored, verified));
        else
            await WriteAsync(restored, verified);
        return verified is null or { IsClean: true } ? ExitCode.Ok : ExitCode.Failed;
    }

    async Task<BackupFile> CheckAsync(Stream source, CancellationToken cancel)
    {
        try
        {
            return await shell.WithBarAsync(
                "Checking the backup",
                bar => BackupFile.OpenAsync(source, BackupText.BarOf(bar), cancel)
            );
        }
        catch (BackupException refused)
        {
            throw new CliException(refused.Code, refused.Message, refused);
        }
        catch (IOException fault)
        {
            throw new CliException(CliErrorCode.FileUnreadable, fault.Message, fault);
        }
    }

    async Task<(BackupReport Restored, AuditReport? Verified)> RestoreAsync(
        DatabaseAccess access,
        BackupFile backup,
        bool verify,
        CancellationToken cancel
    )
    {
        var restored = await shell.WithBarAsync(
            "Restoring",
            bar => access.RestoreAsync(backup, BackupText.BarOf(bar), cancel)
        );
        var verified = verify
            ? await shell.WithBarAsync(
                "Verifying",
                bar => access.VerifyAsync(FaultsNamed, VerifyDatabase.BarOf(bar), cancel)
            )
            : null;
        return (restored, verified);
    }

    async Task WriteAsync(BackupReport restored, AuditReport? verified)
    {
        await BackupText.WriteAsync(shell.Out, "Restored", restored);
        if (verified is not null)
            await VerifyText.WriteAsync(shell, verified);
    }

    static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, $"{path}: {fault.Message}", fault);
        }
    }
}
