using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>A lock of the session that only our own servers know. It is given back when disposed of, or when the connection dies.</summary>
/// <remarks>
/// Who finds it taken asks again and again, and does not wait in the database: there it would be a transaction, for whose end an index that
/// the holder makes <c>concurrently</c> waits in turn.
/// </remarks>
sealed class AdvisoryLock : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly NpgsqlConnection _connection;
    readonly long _key;

    AdvisoryLock(NpgsqlConnection connection, long key) => (_connection, _key) = (connection, key);

    public static async Task<AdvisoryLock> TakeAsync(
        NpgsqlConnection connection,
        long key,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        while (true)
        {
            if (await TryTakeAsync(connection, key, cancel) is { } taken)
                return taken;
            await Task.Delay(Pause, clock, cancel);
        }
    }

    /// <returns>Null when somebody else has it.</returns>
    public static async Task<AdvisoryLock?> TryTakeAsync(
        NpgsqlConnection connection,
        long key,
        CancellationToken cancel
    ) => await AskAsync(connection, "select pg_try_advisory_lock($1)", key, cancel) ? new(connection, key) : null;

    public async ValueTask DisposeAsync()
    {
        if (_connection.State == System.Data.ConnectionState.Open)
            await AskAsync(_connection, "select pg_advisory_unlock($1)", _key, CancellationToken.None);
    }

    static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, long key, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = key });
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}
