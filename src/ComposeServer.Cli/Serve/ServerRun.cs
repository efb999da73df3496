using System.Runtime.InteropServices;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Jose;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary>One life of a server: start, serve, stop.</summary>
sealed class ServerRun(ShellContext shell, ServerOptions options)
{
    /// <summary>File of the administrator's key that <c>--dev</c> makes, in the data folder.</summary>
    public const string AdminKeyFile = "admin.key";

    /// <summary>Serves until a signal comes, an administrator asks for the end, the caller cancels or the database is lost.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var signals = new StopSignals();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var stop = StopAsync(signals, stopping);
        using var admin = options.Dev ? AdminKey() : null;
        try
        {
            await using var host = await StartAsync(admin, stopping.Token);
            await ServeAsync(host, admin, stop, stopping.Token);
            // Who presses Ctrl-C waits for it; who sends SIGTERM has others to serve meanwhile.
            if (signals.First is { IsCompletedSuccessfully: true } asked && await asked == PosixSignal.SIGTERM)
                await host.DrainAsync();
            return ExitCode.Ok;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Whoever stops a start does not ask how far it had come.
            return ExitCode.Ok;
        }
    }

    async Task<ComposeHost> StartAsync(Ed25519Signer? admin, CancellationToken stopping)
    {
        var wanted = admin is null ? options : options with { AdminDids = [.. options.AdminDids, admin.Did.Text] };
        try
        {
            return await ComposeHost.StartAsync(wanted, shell.Clock, stopping);
        }
        catch (Exception fault) when (StartFailure.Of(fault, options) is { } refused)
        {
            throw new CliException(refused.Code, refused.Message, fault);
        }
    }

    async Task ServeAsync(ComposeHost host, Ed25519Signer? admin, Task stop, CancellationToken stopping)
    {
        var address = ServerAddress.ForThisMachine(host.Addresses);
        var adminAddress = ServerAddress.ForThisMachine(host.AdminAddresses);
        var hasExample =
            admin is not null && await new DevDeployment(shell, options, adminAddress, admin).RunAsync(stopping);
        Greeting.Write(shell.Words, address, adminAddress, options, hasExample);
        if (await Task.WhenAny(stop, host.StopAsked, host.DatabaseLost) != host.DatabaseLost)
            return;
        throw new CliException(
            CliErrorCode.DatabaseLost,
            host.DatabaseLost.Exception?.GetBaseException().Message ?? "Postgres has ended and is not started again"
        );
    }

    /// <summary>Completes when the server shall stop; what is still starting is given up.</summary>
    static async Task StopAsync(StopSignals signals, CancellationTokenSource stopping)
    {
        await Task.WhenAny(signals.First, Task.Delay(Timeout.Infinite, stopping.Token));
        await stopping.CancelAsync();
    }

    Ed25519Signer AdminKey() =>
        PrivateKeyText.Spend(
            SecretFile.ReadOrMake(Path.Combine(options.DataDir, AdminKeyFile)),
            key => new Ed25519Signer(key)
        );
}
