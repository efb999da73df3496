using ComposeServer.Log.Families;
using ComposeServer.Postgres.Indexing;
using ComposeServer.Postgres.Migrations;
using ComposeServer.Sync.Backup;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Postgres.Backup;

/// <summary>
/// Fills an empty database from a backup. Numbers, positions and the mark of cursors are kept. It grows in a schema of its own and appears
/// at once; killed at any moment, it can be started again.
/// </summary>
public sealed class DatabaseRestore
{
    /// <summary>Advisory lock of restores.</summary>
    const long RestoreLock = 0x436f6d70_52657301;

    readonly IReadOnlyList<Migration> migrations;
    readonly FamilyRegistry families;
    readonly TimeProvider clock;
    readonly ILogger log;

    /// <param name="families">Families as they judge history.</param>
    /// <param name="clock">Time.</param>
    /// <param name="log">Hears of each migration.</param>
    public DatabaseRestore(FamilyRegistry families, TimeProvider clock, ILogger log)
        : this(Migration.Embedded(), families, clock, log) { }

    internal DatabaseRestore(
        IReadOnlyList<Migration> migrations,
        FamilyRegistry families,
        TimeProvider clock,
        ILogger log
    ) => (this.migrations, this.families, this.clock, this.log) = (migrations, families, clock, log);

    /// <param name="connectionString">Where the database is.</param>
    /// <param name="file">A backup that was checked.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up; the database is refused by servers until a restore has come to its end.</param>
    /// <exception cref="BackupException">The database is not empty, or the backup is of a newer program.</exception>
    public async Task<BackupReport> RunAsync(
        string connectionString,
        BackupFile file,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        if (file.Header.Migration > migrations.Count)
            throw new BackupException(
                BackupCode.Newer,
                $"the backup is of migration {file.Header.Migration:D4}, this program knows {migrations.Count:D4}: take a newer ComposeServer"
            );
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var held =
            await AdvisoryLock.TryTakeAsync(connection, RestoreLock, cancel)
            ?? throw new BackupException(BackupCode.Running, "another restore works on this database");
        await RestoreSchema.RequireEmptyAsync(connection, cancel);
        await RestoreSchema.BeginAsync(connection, cancel);
        var bytes = await FillAsync(settings, file, progress, cancel);
        await RestoreSchema.FinishAsync(connection, cancel);
        return new(file.Header, file.Length, bytes, clock.GetElapsedTime(began));
    }

    async Task<long> FillAsync(
        NpgsqlConnectionStringBuilder settings,
        BackupFile file,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    )
    {
        // All that follows names no schema, and so works where it is told to look.
        var place = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            SearchPath = RestoreSchema.Name,
            Pooling = true,
            NoResetOnClose = false,
        };
        await using var source = NpgsqlDataSource.Create(place);
        await MigrateAsync([.. migrations.Take(file.Header.Migration)]);
        await RestoredTables.RequireOursAsync(source, file.Header, migrations, cancel);
        var bytes = await CopyAsync(source, file, progress, cancel);
        if (file.Header.Migration < migrations.Count)
        {
            await RestoredTables.PutCatalogueAsideAsync(source, cancel);
            await MigrateAsync(migrations);
            await RestoredTables.PutCatalogueBackAsync(source, file.Header, cancel);
        }

        progress?.Report(new("filling the index tables", null, bytes));
        await RestoredIndex.MakeTablesAsync(source, families, cancel);
        await new PostgresCatalogueStore(source, families, clock).ResumeAsync(cancel);
        foreach (var table in FixedTables.NamesOf(migrations))
            await ExecuteAsync(source, $"analyze {table}", cancel);
        return bytes;

        Task<int> MigrateAsync(IReadOnlyList<Migration> some) =>
            MigrationRunner.ApplyAsync(source, RestoreSchema.Name, some, log, cancel);
    }

    /// <summary>What migrations put into tables makes room for what was there.</summary>
    static async Task<long> CopyAsync(
        NpgsqlDataSource source,
        BackupFile file,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    )
    {
        var tables = file.Header.Tables;
        await ExecuteAsync(source, $"truncate {string.Join(", ", tables.Select(table => table.Name))}", cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var reader = file.Read();
        foreach (var table in tables)
        {
            await using (
                var rows = await connection.BeginRawBinaryCopyAsync(
                    $"copy {table.Name} ({string.Join(", ", table.Columns)}) from stdin (format binary)",
                    cancel
                )
            )
                await reader.ReadSectionAsync(
                    rows,
                    () => progress?.Report(new(table.Name, file.Done, reader.Bytes)),
                    cancel
                );
            await RequireRowsAsync(connection, table, cancel);
        }

        foreach (var sequence in file.Header.Sequences)
            await SetAsync(connection, sequence, cancel);
        return reader.Bytes;
    }

    static async Task RequireRowsAsync(NpgsqlConnection connection, BackupTable table, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select count(*) from {table.Name}", connection);
        var rows = (long)(await command.ExecuteScalarAsync(cancel))!;
        if (rows != table.Rows)
            throw new BackupException(
                BackupCode.Damaged,
                $"the backup says that {table.Name} has {table.Rows} rows, there are {rows}"
            );
    }

    static async Task SetAsync(NpgsqlConnection connection, BackupSequence sequence, CancellationToken cancel)
    {
        if (sequence.Last is not { } last)
            return;
        await using var command = new NpgsqlCommand("select setval(to_regclass($1), $2)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = sequence.Name });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
        await command.ExecuteScalarAsync(cancel);
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
