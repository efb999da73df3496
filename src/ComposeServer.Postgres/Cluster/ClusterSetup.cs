using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Everything that is settled before Postgres runs, and that supervision goes on with.</summary>
sealed record ClusterSetup(
    ClusterFolder Folder,
    PostgresBinaries Binaries,
    ServiceAccount Account,
    PostmasterLauncher Launcher,
    OrphanAdoption Adoption,
    PrivateClusterOptions Options,
    ILogger Logger,
    TimeProvider Clock
)
{
    /// <summary>Finds the programs, and makes the data when there is none. Called with the folder's lock held.</summary>
    /// <returns>The set-up, and whether the data is new.</returns>
    [UnsupportedOSPlatform("windows")]
    public static async Task<(ClusterSetup Setup, bool IsNew)> PrepareAsync(
        ClusterFolder folder,
        ServiceAccount account,
        PrivateClusterOptions options,
        ILogger logger,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var major = folder.Major;
        var binaries = await FindAsync(folder, account, options, major, cancel);
        if (major is null)
        {
            await ClusterCreation.MakeAsync(folder, binaries, account, options.Durable, cancel);
            ClusterLog.Created(logger, binaries.Major, folder.Data);
        }

        var launcher = new PostmasterLauncher(options, folder, binaries, account, logger, clock);
        var adoption = new OrphanAdoption(folder, options, logger, clock);
        return (new(folder, binaries, account, launcher, adoption, options, logger, clock), IsNew: major is null);
    }

    /// <exception cref="PrivateClusterException">With <c>POSTGRES_VERSION</c>, how the data moves to the version that is there.</exception>
    [UnsupportedOSPlatform("windows")]
    static async Task<PostgresBinaries> FindAsync(
        ClusterFolder folder,
        ServiceAccount account,
        PrivateClusterOptions options,
        int? major,
        CancellationToken cancel
    )
    {
        try
        {
            return await PostgresBinaries.FindAsync(options, major, cancel);
        }
        catch (PrivateClusterException refused)
            when (major is { } old
                && refused.Found.FirstOrDefault(binaries => binaries.Major >= PostgresBinaries.OldestMajor) is { } now
            )
        {
            var move = ClusterMove.Of(folder, account, PostgresBinaries.OfDebian(old), now);
            throw PrivateClusterException.OtherMajor(old, refused.Found, move);
        }
    }

    /// <summary>Takes over the Postgres that runs already, or starts one.</summary>
    [UnsupportedOSPlatform("windows")]
    public async Task<(Postmaster Postmaster, bool IsAdopted)> RunAsync(CancellationToken cancel)
    {
        var settings = await ServerSettings.TextAsync(Options, Folder, Binaries, Account, cancel);
        if (await Adoption.FindAsync(ServerSettings.AreWritten(Folder, settings), cancel) is { } adopted)
            return (adopted, IsAdopted: true);

        await ServerSettings.WriteAsync(Folder, settings, cancel);
        var socketFolder = await SocketFolder.MakeAsync(Folder, Account, cancel);
        try
        {
            return (await StartAsync(socketFolder, cancel), IsAdopted: false);
        }
        catch
        {
            SocketFolder.Remove(socketFolder);
            throw;
        }
    }

    /// <summary>Starts Postgres where none runs: at first, and after a crash.</summary>
    public Task<Postmaster> StartAsync(string socketFolder, CancellationToken cancel)
    {
        Adoption.DiscardStalePidFile();
        return Launcher.StartAsync(socketFolder, cancel);
    }
}
