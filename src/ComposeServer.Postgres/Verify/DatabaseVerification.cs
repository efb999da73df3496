using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Snapshots;
using Npgsql;

namespace ComposeServer.Postgres.Verify;

/// <summary>
/// Checks a whole database as it is at one moment: the chain of commit groups, every event, every head and every index row. Servers may
/// write meanwhile; they wait for nothing, and nothing is changed.
/// </summary>
public sealed class DatabaseVerification
{
    /// <summary>How its sessions are named. A server's name would keep those away that want the database for themselves.</summary>
    const string ApplicationName = "composeserver verify";

    readonly VerifyOptions _options;
    readonly AuditBook _book;
    readonly VerifyProgress _progress;
    readonly LogAudit _logs;

    DatabaseVerification(VerifyOptions options, IProgress<AuditProgress>? progress)
    {
        _options = options;
        _book = new(options.FaultsMax);
        _progress = new(_book, progress);
        _logs = new(options.Families, options.Signatures, _book);
    }

    /// <summary>Checks a database.</summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="options">What it works with.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="MigrationException">The fixed tables are not those of this program.</exception>
    public static async Task<AuditReport> RunAsync(
        string connectionString,
        VerifyOptions options,
        IProgress<AuditProgress>? progress,
        CancellationToken cancel
    )
    {
        await using var snapshot = await DatabaseSnapshot.TakeAsync(connectionString, ApplicationName, cancel);
        await MigrationRunner.RequireCurrentAsync(snapshot.First.Connection, Migration.Embedded(), cancel);
        var others = await snapshot.OpenAsync(options.Workers, cancel);
        try
        {
            return await new DatabaseVerification(options, progress).RunAsync(snapshot.First, others, cancel);
        }
        finally
        {
            foreach (var one in others)
                await one.DisposeAsync();
        }
    }

    async Task<AuditReport> RunAsync(
        SnapshotConnection first,
        IReadOnlyList<SnapshotConnection> others,
        CancellationToken cancel
    )
    {
        var began = _options.Clock.GetTimestamp();
        var end = await FirstAsync(first, VerifyChain.ReadEnd(), VerifyChain.ReadChainEnd, cancel);
        var chain = await CheckChainAsync(first, end, cancel);
        var (blocks, unclaimed) = await CheckRestAsync(first, cancel);
        var judges = new LogJudges(first, others, _logs, _options.Families, _book, _progress);
        var models = await judges.CheckAsync(null, cancel);
        var catalogue = await LoadCatalogueAsync(first, cancel);
        var rest = await judges.CheckAsync(catalogue ?? new(0, []), cancel);
        var rows = await CheckTablesAsync(first, catalogue, cancel);
        return new()
        {
            Position = end.Position,
            ReceiptHash = end.Hash,
            Groups = chain.Groups,
            Signers = chain.Signers,
            Collected = chain.Collected,
            Logs = models + rest,
            Events = _book.Events,
            Signatures = _book.Signatures,
            TimesUnproven = _book.TimesUnproven,
            Blocks = blocks,
            Unclaimed = unclaimed,
            Rows = rows,
            TablesUnfinished = [.. (catalogue?.Unfinished ?? []).Select(model => model.Model.ToString())],
            Counts = _book.Counts,
            Faults = _book.Faults,
            Duration = _options.Clock.GetElapsedTime(began),
        };
    }

    async Task<ChainAudit> CheckChainAsync(SnapshotConnection connection, ChainEnd end, CancellationToken cancel)
    {
        var chain = new ChainAudit(_book);
        await chain.CheckAsync(
            connection.ReadInPagesAsync("groups", VerifyChain.Groups, VerifyChain.ReadGroup, cancel),
            connection.ReadInPagesAsync("names", VerifyChain.Names, VerifyChain.ReadName, cancel),
            end,
            position => _progress.Report(VerifyStage.Chain, position, end.Position),
            cancel
        );
        return chain;
    }

    async Task<(long Blocks, long Unclaimed)> CheckRestAsync(SnapshotConnection connection, CancellationToken cancel)
    {
        var (blocks, unclaimed) = (0L, 0L);
        await foreach (var fault in connection.ReadAsync(VerifyBlocks.ReadBlocks(), VerifyBlocks.ReadBlock, cancel))
        {
            blocks++;
            if (fault is not null)
                _book.Tell(fault);
        }

        var events = connection.ReadAsync(VerifyBlocks.ReadUnclaimed(), VerifyBlocks.ReadUnclaimedEvent, cancel);
        await foreach (var (log, family, init) in events)
        {
            unclaimed++;
            _logs.CheckUnclaimed(log, family, init);
        }

        foreach (var command in VerifyBlocks.FindLost())
        await foreach (var fault in connection.ReadAsync(command, VerifyBlocks.ReadLost, cancel))
            _book.Tell(fault);
        return (blocks, unclaimed);
    }

    async Task<IndexCatalogue?> LoadCatalogueAsync(SnapshotConnection connection, CancellationToken cancel)
    {
        try
        {
            return await PostgresCatalogueStore.LoadAsync(
                connection.Connection,
                connection.Transaction,
                _options.Families,
                cancel
            );
        }
        catch (Exception broken) when (broken is not (NpgsqlException or OperationCanceledException or IOException))
        {
            _book.Tell(new(AuditRule.Catalogue, null, null, null, $"it cannot be read: {broken.Message}"));
            return null;
        }
    }

    async Task<Dictionary<string, long>> CheckTablesAsync(
        SnapshotConnection connection,
        IndexCatalogue? catalogue,
        CancellationToken cancel
    )
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        if (catalogue is null)
            return rows;
        var audit = new RowAudit(connection, catalogue, _book);
        var tables = catalogue.Models.Where(model => model.IsComplete).ToList();
        foreach (var model in tables)
        {
            rows[model.Model.ToString()] = await audit.CheckStraysAsync(model, cancel);
            _progress.Report(VerifyStage.Tables, rows.Count, tables.Count);
        }

        return rows;
    }

    static async Task<T> FirstAsync<T>(
        SnapshotConnection connection,
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel
    )
    {
        await foreach (var row in connection.ReadAsync(command, read, cancel))
            return row;
        throw new InvariantBroken("the database has no commit head");
    }
}
