using ComposeServer.Postgres.Backup;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ComposeServer.Postgres.Migrations;

/// <summary>Brings a database's fixed tables to the form this program was built for.</summary>
/// <remarks>
/// Servers that start together on one database take turns behind an advisory lock. Every migration has a transaction of its own, with the
/// row that records it, so a kill at any moment leaves whole steps only.
/// </remarks>
public static class MigrationRunner
{
    /// <summary>Any fixed number will do; these are the ASCII bytes of <c>COMPOSED</c>.</summary>
    const long AdvisoryLock = 0x434F_4D50_4F53_4544;

    /// <summary>Of this program, three numbers.</summary>
    public static Version OwnVersion { get; } =
        typeof(MigrationRunner).Assembly.GetName().Version is { } version
            ? new(version.Major, version.Minor, version.Build)
            : new(0, 0, 0);

    /// <summary>Applies what the program carries and the database lacks.</summary>
    /// <param name="database">Role must be allowed to create tables.</param>
    /// <param name="schema">Made when absent, and the tables go there; null: wherever the connection's <c>search_path</c> leads.</param>
    /// <param name="logger">Hears of each step applied.</param>
    /// <param name="cancel">Ends the wait for the lock, or takes back the step that is running.</param>
    /// <returns>How many steps were applied now.</returns>
    /// <exception cref="MigrationException">The database does not fit this program; its code says how.</exception>
    public static Task<int> ApplyAsync(
        NpgsqlDataSource database,
        string? schema,
        ILogger logger,
        CancellationToken cancel
    ) => ApplyAsync(database, schema, Migration.Embedded(), logger, cancel);

    /// <inheritdoc cref="ApplyAsync(NpgsqlDataSource, string?, ILogger, CancellationToken)"/>
    /// <param name="database">Role must be allowed to create tables.</param>
    /// <param name="schema">Made when absent; null: wherever <c>search_path</c> leads.</param>
    /// <param name="migrations">Numbered 1, 2, 3, …</param>
    /// <param name="logger">Hears of each step applied.</param>
    /// <param name="cancel">Ends the wait for the lock, or takes back the step that is running.</param>
    public static async Task<int> ApplyAsync(
        NpgsqlDataSource database,
        string? schema,
        IReadOnlyList<Migration> migrations,
        ILogger logger,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(migrations);
        Migration.RequireUnbroken(migrations);
        if (schema is not null && !IsSchemaName(schema))
            throw MigrationException.BadSchema(schema);

        await using var connection = await database.OpenConnectionAsync(cancel);
        await RunAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", cancel);
        try
        {
            if (schema is not null)
                await RunAsync(
                    connection,
                    $"create schema if not exists \"{schema}\"; set search_path to \"{schema}\"",
                    cancel
                );
            await MigrationTable.CreateAsync(connection, cancel);
            var applied = await MigrationTable.ReadAsync(connection, cancel);
            RequireFit(applied, migrations);
            foreach (var migration in migrations.Skip(applied.Count))
            {
                await ApplyOneAsync(connection, migration, cancel);
                MigrationLog.Applied(logger, migration.Number, migration.Name);
            }

            return Math.Max(0, migrations.Count - applied.Count);
        }
        finally
        {
            // The connection goes back to a pool that may not reset it. A broken connection has lost lock and path by itself.
            if (connection.State == System.Data.ConnectionState.Open)
                await RunAsync(
                    connection,
                    $"reset search_path; select pg_advisory_unlock({AdvisoryLock})",
                    CancellationToken.None
                );
        }
    }

    /// <summary>What would be applied. Reads only, and waits for nobody.</summary>
    /// <exception cref="MigrationException">The database does not fit this program; its code says how.</exception>
    public static async Task<IReadOnlyList<Migration>> PlanAsync(
        NpgsqlDataSource database,
        IReadOnlyList<Migration> migrations,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(migrations);
        await using var connection = await database.OpenConnectionAsync(cancel);
        if (!await MigrationTable.ExistsAsync(connection, cancel))
            return migrations;
        var applied = await MigrationTable.ReadAsync(connection, cancel);
        RequireFit(applied, migrations);
        return [.. migrations.Skip(applied.Count)];
    }

    /// <summary>Requires that a database has had all that a program carries, and no restore to half. Changes nothing.</summary>
    /// <exception cref="MigrationException">It has not, or its steps are others; <c>DATABASE_OLDER</c> and <c>DATABASE_EMPTY</c> are of this alone.</exception>
    /// <exception cref="Sync.Backup.BackupException"><c>RESTORE_UNFINISHED</c>.</exception>
    internal static async Task RequireCurrentAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Migration> carried,
        CancellationToken cancel
    )
    {
        await RestoreSchema.RequireNoneAsync(connection, cancel);
        if (!await MigrationTable.ExistsAsync(connection, cancel))
            throw MigrationException.Empty(connection.Database);
        var applied = await MigrationTable.ReadAsync(connection, cancel);
        RequireFit(applied, carried);
        if (applied.Count < carried.Count)
            throw MigrationException.Older(applied.Count, carried.Count);
    }

    static void RequireFit(IReadOnlyList<AppliedMigration> applied, IReadOnlyList<Migration> migrations)
    {
        for (var index = 0; index < applied.Count; index++)
        {
            var row = applied[index];
            if (row.Number != index + 1)
                throw MigrationException.GapInDatabase(index + 1);
            if (index >= migrations.Count)
                RequireServed(row, applied[^1].Number, migrations.Count);
            else if (!row.Checksum.AsSpan().SequenceEqual(migrations[index].Checksum.Span))
                throw MigrationException.Changed(row.Number, row.Name);
        }
    }

    /// <summary>A newer program has been here. Whether this one may go on beside it was written down by that one.</summary>
    static void RequireServed(AppliedMigration unknown, int inDatabase, int inProgram)
    {
        if (unknown.Needs is not { } needs)
            throw MigrationException.Newer(inDatabase, inProgram);
        if (needs > OwnVersion)
            throw MigrationException.NeedsNewer($"{unknown.Number:D4}_{unknown.Name}", needs, OwnVersion);
    }

    static async Task ApplyOneAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await RunAsync(connection, migration.Sql, cancel);
        }
        catch (PostgresException refused) when (refused.SqlState != PostgresErrorCodes.QueryCanceled)
        {
            throw MigrationException.Failed(migration, refused);
        }

        await MigrationTable.AddAsync(connection, migration, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Without a time limit: another server may hold the lock for as long as its steps take; <paramref name="cancel"/> bounds it.</summary>
    static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    static bool IsSchemaName(string schema) =>
        schema.Length is > 0 and <= 63
        && !char.IsAsciiDigit(schema[0])
        && schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
