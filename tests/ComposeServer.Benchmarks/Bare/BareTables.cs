using ComposeServer.Streams;
using Npgsql;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>Makes the bare tables and fills them from the index tables of the server, so that both hold the same documents.</summary>
static class BareTables
{
    const int ChunkRows = 5_000;

    public static async Task FillAsync(NpgsqlDataSource database, BareModelIds models, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await ExecuteAsync(connection, BareSchema.Tables, cancel);
        // Or Postgres would read whole tables for each chunk.
        await ExecuteAsync(connection, "analyze", cancel);
        await CopyAsync(connection, models.Author, InsertRows.Author, cancel);
        await ExecuteAsync(connection, "create index author_by_id on bare.author (id)", cancel);
        await CopyAsync(connection, models.Post, InsertRows.Post, cancel);
        await ExecuteAsync(connection, "create index post_by_id on bare.post (id)", cancel);
        await CopyAsync(connection, models.Comment, InsertRows.Comment, cancel);
        await ExecuteAsync(connection, "drop index bare.author_by_id, bare.post_by_id", cancel);
        await ExecuteAsync(connection, BareSchema.Indices, cancel);
        // Both sides start with equal knowledge of their tables, as after a while in production.
        await ExecuteAsync(connection, "vacuum analyze", cancel);
    }

    static async Task CopyAsync(NpgsqlConnection connection, string model, string insert, CancellationToken cancel)
    {
        var table = await TableOfAsync(connection, model, cancel);
        for (var rows = await ReadAsync(connection, table, 0, cancel); rows.Count > 0; )
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(InsertRows.Command(insert, rows));
            await batch.ExecuteNonQueryAsync(cancel);
            rows = await ReadAsync(connection, table, rows[^1].Doc, cancel);
        }
    }

    /// <summary>Documents of a model in the index tables of the server.</summary>
    public static async Task<long> CountAsync(NpgsqlDataSource database, string model, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var table = await TableOfAsync(connection, model, cancel);
        await using var command = new NpgsqlCommand($"select count(*) from doc_{table}", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <returns>The number of the model's index table, from the catalogue.</returns>
    static async Task<int> TableOfAsync(NpgsqlConnection connection, string model, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select table_no from indexed_model where model_id = $1",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = model });
        return await command.ExecuteScalarAsync(cancel) is int table
            ? table
            : throw new BenchmarkException($"model {model} is not indexed");
    }

    static async Task<List<BareRow>> ReadAsync(
        NpgsqlConnection connection,
        int table,
        long after,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            select d.doc, l.name, p.did, d.created_at, d.content::text
            from doc_{table} d join log l on l.log_no = d.doc join principal p on p.author_no = d.controller_no
            where d.doc > $1 order by d.doc limit $2
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ChunkRows });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<BareRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(
                new(
                    reader.GetInt64(0),
                    IdOf(reader.GetFieldValue<byte[]>(1)),
                    reader.GetString(2),
                    reader.GetInt64(3),
                    reader.GetString(4)
                )
            );
        return rows;
    }

    static string IdOf(byte[] name) =>
        StreamId.TryRead(name, out var id)
            ? id.ToString()
            : throw new BenchmarkException("a log is not named by a stream");

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
