using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>A lock of the session that only our own servers know. It is given back when disposed of, or when the connection dies.</summary>
sealed class AdvisoryLock : IAsyncDisposable
{
    readonly NpgsqlConnection _connection;
    readonly long _key;

    AdvisoryLock(NpgsqlConnection connection, long key) => (_connection, _key) = (connection, key);

    public static async Task<AdvisoryLock> TakeAsync(NpgsqlConnection connection, long key, CancellationToken cancel)
    {
        await ExecuteAsync(connection, "select pg_advisory_lock($1)", key, cancel);
        return new(connection, key);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.State == System.Data.ConnectionState.Open)
            await ExecuteAsync(_connection, "select pg_advisory_unlock($1)", _key, CancellationToken.None);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, long key, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key });
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
