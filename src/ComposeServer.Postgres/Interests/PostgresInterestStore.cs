using ComposeServer.Log.Interests;
using Npgsql;

namespace ComposeServer.Postgres.Interests;

/// <summary>Interests in Postgres.</summary>
sealed class PostgresInterestStore(NpgsqlDataSource source) : IInterestStore
{
    const string Add = "insert into interest (key) values ($1) on conflict (key) do nothing";

    /// <summary>A statement of its own: together with the other one it would not see the new row.</summary>
    const string RemoveOldest = """
        delete from interest where no <= (select no from interest order by no desc offset $1 limit 1)
        """;

    const string ReadNewest = """
        select key from (select no, key from interest order by no desc limit $1) newest order by no
        """;

    public async ValueTask AddAsync(ReadOnlyMemory<byte> key, int countMax, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(
            new(Add) { Parameters = { new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = key } } }
        );
        batch.BatchCommands.Add(
            new(RemoveOldest) { Parameters = { new NpgsqlParameter<int> { TypedValue = countMax } } }
        );
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(int countMax, CancellationToken cancel)
    {
        var keys = new List<ReadOnlyMemory<byte>>();
        await using var command = source.CreateCommand(ReadNewest);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = countMax });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            keys.Add(reader.GetFieldValue<byte[]>(0));
        return keys;
    }
}
