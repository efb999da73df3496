using ComposeServer.Sync.Backup;
using Npgsql;

namespace ComposeServer.Postgres.Backup;

/// <summary>
/// The schema in which a restore grows. While it is there the restore is not done: servers refuse the database, and another restore begins
/// anew. At the end everything moves out of it in one transaction.
/// </summary>
static class RestoreSchema
{
    public const string Name = "composeserver_restore";

    const string IsThere = $"select to_regnamespace('{Name}') is not null";

    const string FindTarget = "select quote_ident(current_schema())";

    const string FindPresent = """
        select c.relname::text from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by 1 limit 5
        """;

    /// <summary>Tables, views, and sequences that belong to no column: those of columns move with their tables.</summary>
    const string FindMoves = $"""
        select case c.relkind when 'S' then 'sequence' when 'v' then 'view' else 'table' end, quote_ident(c.relname)
        from pg_class c
        where c.relnamespace = '{Name}'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
            and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass
                and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i'))
        order by 1, 2
        """;

    /// <exception cref="BackupException"><c>RESTORE_UNFINISHED</c>.</exception>
    public static async Task RequireNoneAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (await ScalarAsync(connection, IsThere, cancel) is true)
            throw new BackupException(
                BackupCode.Unfinished,
                $"a restore into the database {connection.Database} has not come to its end: run it again, it begins anew"
            );
    }

    /// <exception cref="BackupException"><c>DATABASE_NOT_EMPTY</c>.</exception>
    public static async Task RequireEmptyAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var present = await ListAsync(connection, FindPresent, reader => reader.GetString(0), cancel);
        if (present.Count > 0)
            throw new BackupException(
                BackupCode.NotEmpty,
                $"the database {connection.Database} is in use, it holds {string.Join(", ", present)}: a restore goes into an empty one"
            );
    }

    /// <summary>Makes the schema, without whatever an earlier restore left in it.</summary>
    public static Task BeginAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        ExecuteAsync(connection, null, $"drop schema if exists {Name} cascade; create schema {Name}", cancel);

    /// <summary>Moves everything to where servers look, all at once.</summary>
    public static async Task FinishAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var target = (string)(await ScalarAsync(connection, FindTarget, cancel))!;
        var moves = await ListAsync(
            connection,
            FindMoves,
            reader => (Kind: reader.GetString(0), Name: reader.GetString(1)),
            cancel
        );
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var (kind, name) in moves)
            await ExecuteAsync(connection, transaction, $"alter {kind} {Name}.{name} set schema {target}", cancel);
        await ExecuteAsync(connection, transaction, $"drop schema {Name}", cancel);
        await transaction.CommitAsync(cancel);
    }

    static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancel);
    }

    static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var list = new List<T>();
        while (await reader.ReadAsync(cancel))
            list.Add(read(reader));
        return list;
    }

    static async Task ExecuteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        string sql,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
