using ComposeServer.Indexing.Catalogue;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>Makes the indices of a table while it is read and written. What an earlier try left invalid is dropped and made again.</summary>
static class IndexBuild
{
    const string FindInvalid =
        "select exists (select from pg_index where indexrelid = to_regclass($1) and not indisvalid)";

    public static async Task RunAsync(NpgsqlConnection connection, IndexedModel model, CancellationToken cancel)
    {
        foreach (var (name, columns) in TableDefinition.Indices(model))
        {
            if (await IsInvalidAsync(connection, name, cancel))
                await ExecuteAsync(connection, $"drop index concurrently if exists {name}", cancel);
            await ExecuteAsync(
                connection,
                $"create index concurrently if not exists {name} on {model.SqlName} ({columns})",
                cancel
            );
        }

        await ExecuteAsync(connection, $"analyze {model.SqlName}", cancel);
    }

    static async Task<bool> IsInvalidAsync(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(FindInvalid, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
