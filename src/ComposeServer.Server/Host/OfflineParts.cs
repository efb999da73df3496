using ComposeServer.Identity.Interop;
using ComposeServer.Postgres;
using ComposeServer.Postgres.Cluster;
using ComposeServer.Postgres.Rebuild;
using ComposeServer.Sync.Export;
using ComposeServer.Sync.Import;
using ComposeServer.Sync.Import.Rehearsal;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>The parts of a server without HTTP, for commands that work on the database while no server does.</summary>
public sealed partial class OfflineParts : IAsyncDisposable
{
    readonly PrivateCluster? _cluster;
    readonly HostParts _parts;
    readonly ILoggerFactory _logs;
    readonly TimeProvider _clock;

    OfflineParts(PrivateCluster? cluster, HostParts parts, ILoggerFactory logs, TimeProvider clock)
    {
        _cluster = cluster;
        _parts = parts;
        _logs = logs;
        _clock = clock;
    }

    /// <summary>Writes streams into files.</summary>
    public StreamExport Export => new(_parts.Backend.Log, _clock);

    /// <summary>Opens the database of these options: the given one, or the private one of the data folder.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="mayCreate">Whether a data folder without a database gets one.</param>
    /// <param name="clock">Time.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StartException"><c>DATABASE_IN_USE</c> or <c>DATABASE_MISSING</c>; other failures are those of a server's start.</exception>
    public static async Task<OfflineParts> OpenAsync(
        ServerOptions options,
        bool mayCreate,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (NativeLibraries.Check() is { Count: > 0 } missing)
            throw new StartException("NATIVE_LIBRARY_MISSING", string.Join(" ", missing));
        await RequireFreeAsync(options, mayCreate, cancel);
        var logs = WarningsOnly();
        PrivateCluster? cluster = null;
        try
        {
            cluster = options.Database is null
                ? await ComposeHost.StartClusterAsync(options, clock, logs, cancel)
                : null;
            var connection = options.Database ?? cluster!.ConnectionString;
            var parts = await HostParts.OpenAsync(
                connection,
                options,
                ReceiptKeyFile.Find(options),
                clock,
                logs,
                cancel
            );
            return new(cluster, parts, logs, clock) { DataFolder = options.Database is null ? options.DataDir : null };
        }
        catch
        {
            if (cluster is not null)
                await cluster.DisposeAsync();
            logs.Dispose();
            throw;
        }
    }

    /// <summary>What commands let a library tell: warnings, on standard error.</summary>
    internal static ILoggerFactory WarningsOnly() =>
        LoggerFactory.Create(logging =>
            logging
                .SetMinimumLevel(LogLevel.Warning)
                .AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        );

    /// <summary>Reads streams from files.</summary>
    public Task<ImportReport> ImportAsync(
        IReadOnlyList<ImportSource> files,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    ) => RunAsync(new IntakeHistoryDoor(_parts.Intake, _parts.Backend.Log), files, options, progress, cancel);

    /// <summary>Does all that <see cref="ImportAsync"/> does, but writes nothing.</summary>
    /// <exception cref="RehearsalFullException">The files hold more than can be kept in memory.</exception>
    public async Task<ImportReport> RehearseAsync(
        IReadOnlyList<ImportSource> files,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var log = RehearsalLog();
        await using var intake = _parts.Rehearse(log);
        return await RunAsync(new IntakeHistoryDoor(intake, log), files, options, progress, cancel);
    }

    /// <summary>Makes states and index rows again from the events alone.</summary>
    public async Task<RebuildReport> RebuildAsync(IProgress<RebuildReport>? progress, CancellationToken cancel)
    {
        var steps = progress is null ? null : new RebuildSteps(progress);
        return RebuildSteps.ToReport(await _parts.Backend.RebuildAsync(steps, cancel));
    }

    /// <summary>Commits what waits and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _logs.Dispose();
    }

    RehearsalLog RehearsalLog() => new(_parts.Backend.Log) { CatalogueVersion = _parts.Materialiser.CatalogueVersion };

    Task<ImportReport> RunAsync(
        IntakeHistoryDoor door,
        IReadOnlyList<ImportSource> files,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    ) => new StreamImport(door, _parts.Anchors.TimesOfFiles, options, _clock).RunAsync(files, progress, cancel);

    static async Task RequireFreeAsync(ServerOptions options, bool mayCreate, CancellationToken cancel)
    {
        // A private database says itself that its folder is in use.
        if (options.Database is { } database && await ServerSessions.AnyAsync(database, cancel))
            throw new StartException(
                "DATABASE_IN_USE",
                "a server is at work on the database of --database: stop it first, or wait until the other command is done"
            );
        if (!mayCreate)
            RequireDatabase(options);
    }

    /// <exception cref="StartException"><c>DATABASE_MISSING</c>: the data folder holds none.</exception>
    internal static void RequireDatabase(ServerOptions options)
    {
        if (options.Database is null && !Directory.Exists(ComposeHost.ClusterFolderOf(options)))
            throw new StartException(
                "DATABASE_MISSING",
                $"there is no database in {options.DataDir}: name its folder with --data-dir, or another database with --database"
            );
    }

    sealed class RebuildSteps(IProgress<RebuildReport> progress) : IProgress<RebuildProgress>
    {
        public static RebuildReport ToReport(RebuildProgress now) => new(now.Logs, now.Rows, now.Mended, now.TotalLogs);

        public void Report(RebuildProgress value) => progress.Report(ToReport(value));
    }
}
