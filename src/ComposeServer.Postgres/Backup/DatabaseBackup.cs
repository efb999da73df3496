using ComposeServer.Postgres.Migrations;
using ComposeServer.Postgres.Snapshots;
using ComposeServer.Sync.Backup;
using Npgsql;

namespace ComposeServer.Postgres.Backup;

/// <summary>Writes all that a database holds as it is at one moment. Servers may write meanwhile and wait for nothing.</summary>
public static class DatabaseBackup
{
    const string ApplicationName = "composeserver backup";

    const string Head = "select position, encode(receipt_hash, 'hex'), database from commit_head";

    /// <param name="connectionString">Where the database is.</param>
    /// <param name="target">The file; stays open.</param>
    /// <param name="clock">Time.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up; what is in the file by then is no backup.</param>
    /// <exception cref="MigrationException">The fixed tables are not those of this program.</exception>
    public static Task<BackupReport> WriteAsync(
        string connectionString,
        Stream target,
        TimeProvider clock,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    ) => WriteAsync(connectionString, target, Migration.Embedded(), clock, progress, cancel);

    /// <inheritdoc cref="WriteAsync(string, Stream, TimeProvider, IProgress{BackupProgress}?, CancellationToken)"/>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="target">The file; stays open.</param>
    /// <param name="migrations">What the database has had.</param>
    /// <param name="clock">Time.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<BackupReport> WriteAsync(
        string connectionString,
        Stream target,
        IReadOnlyList<Migration> migrations,
        TimeProvider clock,
        IProgress<BackupProgress>? progress,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        var madeAt = clock.GetUtcNow();
        await using var snapshot = await DatabaseSnapshot.TakeAsync(connectionString, ApplicationName, cancel);
        await MigrationRunner.RequireCurrentAsync(snapshot.First.Connection, migrations, cancel);
        var header = await ReadHeaderAsync(snapshot.First, migrations, madeAt, cancel);
        var size = await SizeAsync(snapshot.First, header, cancel);

        await using var file = await BackupWriter.BeginAsync(target, header, cancel);
        foreach (var table in header.Tables)
        {
            await using var rows = await snapshot.First.Connection.BeginRawBinaryCopyAsync(
                $"copy {table.Name} ({string.Join(", ", table.Columns)}) to stdout (format binary)",
                cancel
            );
            await file.WriteSectionAsync(rows, () => Report(table.Name), cancel);
        }

        await file.EndAsync(cancel);
        return new(header, file.FileBytes, file.Bytes, clock.GetElapsedTime(began));

        // Rows take less room in the file than in the tables.
        void Report(string table) =>
            progress?.Report(new(table, Math.Min(1, (double)file.Bytes / Math.Max(1, size)), file.Bytes));
    }

    static async Task<BackupHeader> ReadHeaderAsync(
        SnapshotConnection connection,
        IReadOnlyList<Migration> migrations,
        DateTimeOffset madeAt,
        CancellationToken cancel
    )
    {
        var head = (Position: 0L, Hash: "", Database: "");
        await foreach (
            var row in connection.ReadAsync(
                new(Head),
                reader => (reader.GetInt64(0), reader.GetString(1), reader.GetString(2)),
                cancel
            )
        )
            head = row;
        return new(
            migrations.Count,
            madeAt,
            head.Position,
            head.Hash,
            head.Database,
            await FixedTables.ReadAsync(connection, FixedTables.NamesOf(migrations), cancel),
            await FixedTables.ReadSequencesAsync(connection, cancel)
        );
    }

    static async Task<long> SizeAsync(SnapshotConnection connection, BackupHeader header, CancellationToken cancel)
    {
        await using var command = connection.Command(
            "select sum(pg_table_size(to_regclass(name)))::bigint from unnest($1) as t (name)"
        );
        command.Parameters.Add(
            new NpgsqlParameter<string[]> { TypedValue = [.. header.Tables.Select(table => table.Name)] }
        );
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
