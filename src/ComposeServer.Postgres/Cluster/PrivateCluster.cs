using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

/// <summary>A Postgres of our own, for servers that are given no connection string: made, started, watched and stopped by this process.</summary>
/// <remarks>
/// It listens on a Unix socket in a folder that only its account can enter, and on no network address. One server owns a data folder at a
/// time. After a kill of Postgres, of the server or of both, the next start finds every committed transaction.
/// </remarks>
public sealed partial class PrivateCluster : IAsyncDisposable
{
    readonly ClusterLock held;
    readonly ClusterSetup setup;
    readonly CancellationTokenSource stopping = new();
    Postmaster postmaster;

    PrivateCluster(ClusterLock held, ClusterSetup setup, Postmaster postmaster, ClusterOrigin origin)
    {
        this.held = held;
        this.setup = setup;
        this.postmaster = postmaster;
        Origin = origin;
        Ended = SuperviseAsync();
    }

    /// <summary>Role <c>composeserver</c>, which owns the database <c>composeserver</c>. Stays valid when Postgres is started again.</summary>
    public string ConnectionString =>
        ClusterConnection.Of(postmaster.SocketFolder, ClusterConnection.Role, ClusterConnection.Role);

    /// <summary>Superuser <c>postgres</c> in the database <c>postgres</c>: for backups and maintenance, never for requests.</summary>
    public string AdminConnectionString =>
        ClusterConnection.Of(postmaster.SocketFolder, ClusterConnection.AdminRole, "postgres");

    /// <summary>The data directory as Postgres means it.</summary>
    public string DataFolder => setup.Folder.Data;

    /// <summary>Folder of the Unix socket; <c>psql -h</c> takes it.</summary>
    public string SocketFolderPath => postmaster.SocketFolder;

    /// <summary>Main process of the Postgres that runs now.</summary>
    public int ProcessId => postmaster.ProcessId;

    /// <summary>How this start found the data.</summary>
    public ClusterOrigin Origin { get; }

    /// <summary>How often Postgres ended by itself and was started again since.</summary>
    public int Restarts { get; private set; }

    /// <summary>
    /// Completes after <see cref="DisposeAsync"/>. Faults with <see cref="PrivateClusterException"/> when Postgres is down for good
    /// (<c>CRASHED</c>, or why it does not start again): the server should then stop.
    /// </summary>
    public Task Ended { get; }

    /// <summary>Makes the data when there is none, takes over a Postgres that a killed server left running, or starts one.</summary>
    /// <param name="options">Where, and the bounds.</param>
    /// <param name="logger">Hears of the life cycle, and at Debug what Postgres says.</param>
    /// <param name="clock">For time limits.</param>
    /// <param name="cancel">Ends the start; what was begun is stopped again.</param>
    /// <exception cref="PrivateClusterException">It cannot run here; code and message say why.</exception>
    public static async Task<PrivateCluster> StartAsync(
        PrivateClusterOptions options,
        ILogger logger,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        if (OperatingSystem.IsWindows())
            throw PrivateClusterException.NoPlatform();

        var account = await ServiceAccount.ChooseAsync(options.Account, cancel);
        var folder = new ClusterFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder)));
        var taken = await TakeAsync(folder, account, cancel);
        try
        {
            var (prepared, isNew) = await ClusterSetup.PrepareAsync(folder, account, options, logger, clock, cancel);
            var (running, isAdopted) = await prepared.RunAsync(cancel);
            await MakeDatabaseAsync(running, prepared, cancel);
            ClusterLog.Started(logger, prepared.Binaries.Major, running.ProcessId, running.SocketFolder);
            var origin =
                isAdopted ? ClusterOrigin.Adopted
                : isNew ? ClusterOrigin.Created
                : ClusterOrigin.Started;
            return new(taken, prepared, running, origin);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>How to reach the database of a folder whose Postgres runs, whoever started it.</summary>
    /// <param name="folder">As in <see cref="PrivateClusterOptions.Folder"/>.</param>
    /// <returns>A connection string as <see cref="ConnectionString"/>; null when no Postgres serves the folder.</returns>
    public static string? FindRunning(string folder)
    {
        var found = new ClusterFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return
            PostmasterPidFile.Read(found) is { SocketFolder: { } socket } named
            && PostgresProcesses.Serves(named.ProcessId, found)
            && SocketFolder.IsOurs(socket, found)
            ? ClusterConnection.Of(socket, ClusterConnection.Role, ClusterConnection.Role)
            : null;
    }

    [UnsupportedOSPlatform("windows")]
    static async Task<ClusterLock> TakeAsync(ClusterFolder folder, ServiceAccount account, CancellationToken cancel)
    {
        try
        {
            folder.MakeRoot(account);
            await account.RequireReachableAsync(folder.Root, cancel);
            return ClusterLock.Take(folder);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw PrivateClusterException.NotOurs(folder.Root, reason);
        }
    }

    /// <summary>Ends sessions, stops Postgres with a checkpoint and lets go of the folder. Close pools before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!stopping.IsCancellationRequested)
            await stopping.CancelAsync();
        // A loss has been told through Ended.
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static async Task MakeDatabaseAsync(Postmaster running, ClusterSetup prepared, CancellationToken cancel)
    {
        try
        {
            await ClusterDatabase.EnsureAsync(running.SocketFolder, cancel);
        }
        catch
        {
            await running.StopAsync(prepared.Options.StopTimeout, prepared.Clock, prepared.Logger);
            SocketFolder.Remove(running.SocketFolder);
            running.Dispose();
            throw;
        }
    }
}
