using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Indexing.Paging;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Families;
using ComposeServer.Log.Feed;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Interests;
using ComposeServer.Log.Parking;
using ComposeServer.Log.Pins;
using ComposeServer.Log.Receipts;
using ComposeServer.Postgres.Anchoring;
using ComposeServer.Postgres.Backup;
using ComposeServer.Postgres.Deployments;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Postgres.Feed;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Postgres.Interests;
using ComposeServer.Postgres.Log;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Parking;
using ComposeServer.Postgres.Pins;
using ComposeServer.Postgres.Query;
using ComposeServer.Postgres.Rebuild;
using ComposeServer.Postgres.Receipts;
using ComposeServer.Query.Deployments;
using ComposeServer.Query.Run;
using ComposeServer.Sync.Backup;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Postgres;

/// <summary>All ports that Postgres answers, over one migrated database.</summary>
public sealed class PostgresBackend : IAsyncDisposable
{
    /// <summary>How the sessions of a server are named in the database.</summary>
    internal const string ApplicationName = "composeserver";

    readonly NpgsqlDataSource _source;
    readonly FamilyRegistry _families;
    readonly PostgresCommitStore _commits;

    PostgresBackend(NpgsqlDataSource source, string database, FamilyRegistry families, TimeProvider clock)
    {
        _source = source;
        _families = families;
        Log = new PostgresLogReader(source);
        _commits = new PostgresCommitStore(source, new DocumentRowWriter());
        Parking = new PostgresParkingStore(source);
        Pins = new PostgresPinStore(source);
        AnchorRequests = new PostgresAnchorRequestStore(source);
        Interests = new PostgresInterestStore(source);
        Catalogue = new PostgresCatalogueStore(source, families, clock);
        Index = new PostgresDocumentIndex(source, database);
        Trees = new PostgresTreeReader(source, database);
        Models = new PostgresModelIndex(source, database);
        Database = database;
        Deployments = new PostgresDeploymentStore(source, clock);
        TrustedDocuments = new PostgresTrustedDocumentStore(source);
        Feed = new PostgresFeedReader(source, Log);
        Events = new PostgresEventReader(source);
        Receipts = new PostgresReceiptReader(source);
    }

    /// <summary>Committed events and heads.</summary>
    public ILogReader Log { get; }

    /// <summary>Where groups are committed.</summary>
    public ICommitStore Commits => _commits;

    /// <summary>Where events wait for what they build on.</summary>
    public IParkingStore Parking { get; }

    /// <summary>What must stay.</summary>
    public IPinStore Pins { get; }

    /// <summary>Tips that shall be anchored.</summary>
    public IAnchorRequestStore AnchorRequests { get; }

    /// <summary>What clients are interested in.</summary>
    public IInterestStore Interests { get; }

    /// <summary>What is indexed.</summary>
    public ICatalogueStore Catalogue { get; }

    /// <summary>Pages and counts.</summary>
    public IDocumentIndex Index { get; }

    /// <summary>Committed events in order.</summary>
    public IFeedReader Feed { get; }

    /// <summary>Committed events with their bytes.</summary>
    public IEventReader Events { get; }

    /// <summary>Proof of what was committed when.</summary>
    public IReceiptReader Receipts { get; }

    /// <summary>Which models are here.</summary>
    public IModelIndex Models { get; }

    /// <summary>Reads pages with everything beside them.</summary>
    public ITreeReader Trees { get; }

    /// <summary>Name of the database, which cursors carry.</summary>
    public string Database { get; }

    /// <summary>Deployed composites.</summary>
    public IDeploymentStore Deployments { get; }

    /// <summary>GraphQL documents that the operator trusts.</summary>
    public ITrustedDocumentStore TrustedDocuments { get; }

    /// <summary>Connects, brings the fixed tables forward, and makes the ports.</summary>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="connectionsMax">Connections at most; few are faster than many.</param>
    /// <param name="families">The kinds of log.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Hears of each migration.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="MigrationException">The database does not fit this program.</exception>
    /// <exception cref="BackupException"><c>RESTORE_UNFINISHED</c>: a backup is being restored, or was to half.</exception>
    public static async Task<PostgresBackend> OpenAsync(
        string connectionString,
        int connectionsMax,
        FamilyRegistry families,
        TimeProvider clock,
        ILogger log,
        CancellationToken cancel
    )
    {
        var source = OpenPool(connectionString, connectionsMax);
        try
        {
            await RequireRestoredAsync(source, cancel);
            await MigrationRunner.ApplyAsync(source, null, log, cancel);
            await using var command = source.CreateCommand("select database from commit_head");
            var database = (string)(await command.ExecuteScalarAsync(cancel))!;
            return new(source, database, families, clock);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A statement is planned once for a connection and not for each run, which for most takes longer than the run: all are written so that they
    /// leave no choice that depends on values, which tests hold them to.
    /// </summary>
    /// <remarks>Sent when a connection is made: poolers take no such words at its start.</remarks>
    const string PlanOnce =
        "set plan_cache_mode = force_generic_plan; set jit = off; set max_parallel_workers_per_gather = 0";

    static async Task RequireRestoredAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await RestoreSchema.RequireNoneAsync(connection, cancel);
    }

    /// <summary>A pool as all statements here expect it: prepared statements, no reset between uses.</summary>
    static NpgsqlDataSource OpenPool(string connectionString, int connectionsMax)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = ApplicationName,
            MaxPoolSize = connectionsMax,
            MaxAutoPrepare = 128,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        };
        // The driver's measurements carry the name of the pool; by default that is the connection string.
        return new NpgsqlSlimDataSourceBuilder(settings.ConnectionString) { Name = ApplicationName }
            .EnableArrays()
            .UsePhysicalConnectionInitializer(PlanOnceOn, PlanOnceOnAsync)
            .Build();
    }

    static void PlanOnceOn(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(PlanOnce, connection);
        command.ExecuteNonQuery();
    }

    static async Task PlanOnceOnAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(PlanOnce, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>For the gauge: bytes held by the cache of principals, by estimate.</summary>
    public long PrincipalsSizeBytes => _commits.CacheSizeBytes;

    /// <summary>How Postgres carries out a statement that ran, as JSON without values. It runs once more for that.</summary>
    /// <returns>Null when Postgres does not say.</returns>
    public async Task<string?> ExplainAsync(RanStatement statement, CancellationToken cancel)
    {
        try
        {
            return await StatementPlan.ReadAsync(_source, statement, cancel);
        }
        catch (Exception error) when (PostgresFaults.Covers(error))
        {
            return null;
        }
    }

    /// <summary>
    /// True for what a statement throws when the database does not answer, is starting or stopping, or has no connection to spare; false for what
    /// it says of a statement, which is a fault of this program.
    /// </summary>
    public static bool IsAway(Exception error) => PostgresFaults.IsAway(error);

    /// <summary>Position of the last committed event.</summary>
    /// <returns>Null when the database does not answer.</returns>
    public async Task<long?> TryReadPositionAsync(CancellationToken cancel)
    {
        try
        {
            return await Log.ReadPositionAsync(cancel);
        }
        catch (Exception error) when (PostgresFaults.Covers(error))
        {
            return null;
        }
    }

    /// <summary>
    /// Makes the heads of all logs and the rows of all indexed documents again from the events alone. The server may run; rows come out
    /// byte-equal, whatever became of them.
    /// </summary>
    /// <returns>What was done.</returns>
    public Task<RebuildProgress> RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancel) =>
        new LogRebuild(_source, Log, _families, new DocumentMaterialiser(Catalogue)).RunAsync(progress, cancel);

    /// <summary>Closes the pool.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
