using Npgsql;

namespace ComposeServer.Postgres.Migrations;

/// <summary>The table that records which migrations a database has had.</summary>
static class MigrationTable
{
    const string CreateSql = """
        create table if not exists migration (
            number int primary key,
            name text not null,
            checksum bytea not null,
            applied_at timestamptz not null default now()
        )
        """;

    const string ReadSql = "select number, name, checksum from migration order by number";

    const string AddSql = "insert into migration (number, name, checksum) values ($1, $2, $3)";

    public static async Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select to_regclass('migration') is not null", connection);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    public static async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(CreateSql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<IReadOnlyList<AppliedMigration>> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(ReadSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<AppliedMigration>();
        while (await reader.ReadAsync(cancel))
            rows.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return rows;
    }

    public static async Task AddAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(AddSql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = migration.Number });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = migration.Checksum.ToArray() });
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>A row of the table <c>migration</c>.</summary>
readonly record struct AppliedMigration(int Number, string Name, byte[] Checksum);
