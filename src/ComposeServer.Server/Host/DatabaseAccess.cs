using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Interop;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Postgres.Backup;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Postgres.Verify;
using ComposeServer.Sync.Backup;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>The database alone, for commands that look at it whether a server works on it or not.</summary>
public sealed class DatabaseAccess : IAsyncDisposable
{
    readonly string _connection;
    readonly PrivateCluster? _cluster;
    readonly ILoggerFactory _logs;
    readonly TimeProvider _clock;

    DatabaseAccess(string connection, PrivateCluster? cluster, ILoggerFactory logs, TimeProvider clock) =>
        (_connection, _cluster, _logs, _clock) = (connection, cluster, logs, clock);

    /// <summary>Reaches the database of these options: the given one, or the private one of the data folder, which is started if need be.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="mayCreate">Whether a data folder without a database gets one.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StartException"><c>DATABASE_MISSING</c>; other failures are those of a server's start.</exception>
    public static async Task<DatabaseAccess> OpenAsync(
        ServerOptions options,
        bool mayCreate,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (NativeLibraries.Check() is { Count: > 0 } missing)
            throw new StartException("NATIVE_LIBRARY_MISSING", string.Join(" ", missing));
        if (!mayCreate)
            OfflineParts.RequireDatabase(options);
        var logs = OfflineParts.WarningsOnly();
        try
        {
            var running = options.Database ?? PrivateCluster.FindRunning(ComposeHost.ClusterFolderOf(options));
            if (running is not null)
                return new(running, null, logs, clock);
            var cluster = await ComposeHost.StartClusterAsync(options, clock, logs, cancel);
            return new(cluster.ConnectionString, cluster, logs, clock);
        }
        catch
        {
            logs.Dispose();
            throw;
        }
    }

    /// <summary>Checks everything that is stored.</summary>
    /// <param name="faultsMax">Faults that are named; all are counted.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<AuditReport> VerifyAsync(int faultsMax, IProgress<AuditProgress>? progress, CancellationToken cancel) =>
        DatabaseVerification.RunAsync(_connection, Verification() with { FaultsMax = faultsMax }, progress, cancel);

    /// <summary>Writes all that is stored into a file.</summary>
    /// <param name="target">The file; stays open.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up; what is in the file by then is no backup.</param>
    public Task<BackupReport> BackupAsync(
        Stream target,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    ) => DatabaseBackup.WriteAsync(_connection, target, _clock, progress, cancel);

    /// <summary>Fills the empty database from a backup.</summary>
    /// <param name="file">The backup, checked.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up; servers refuse the database until a restore has come to its end.</param>
    /// <exception cref="BackupException">The database is not empty, or the backup is of a newer program.</exception>
    public Task<BackupReport> RestoreAsync(
        BackupFile file,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    ) =>
        new DatabaseRestore(
            new CompiledFamilies().Intake.Stored,
            _clock,
            _logs.CreateLogger("ComposeServer.Postgres")
        ).RunAsync(_connection, file, progress, cancel);

    /// <summary>Stops what was started for this.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _logs.Dispose();
    }

    /// <summary>With an operator's choices of today left out: what is stored was judged by those of its day.</summary>
    VerifyOptions Verification()
    {
        var capabilities = new CapabilityOptions();
        var signatures = new EventSignatures(new CapabilityVerifier(capabilities), capabilities);
        return new(new CompiledFamilies().Intake.Stored, new SignatureStage(signatures), _clock);
    }
}
