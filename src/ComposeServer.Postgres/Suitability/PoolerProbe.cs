using Npgsql;

namespace ComposeServer.Postgres.Suitability;

/// <summary>Finds out whether something between us and Postgres gives a session away between its transactions.</summary>
/// <remarks>
/// Indices are made, anchors handed in and migrations applied under locks of the session (<c>pg_advisory_lock</c>), which are held across
/// many transactions. So what counts is behaviour, not a name: a pooler that keeps one backend for one client does no harm.
/// </remarks>
static class PoolerProbe
{
    /// <summary>Others that hold a backend while ours is idle. One is enough where the backend used last is lent first, as PgBouncer does.</summary>
    const int OthersMax = 3;

    const string BackendSql = "select pg_backend_pid()";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="connection">A session that is idle.</param>
    /// <param name="connectionString">How it was opened, for others like it.</param>
    /// <param name="backend">The process that has answered in it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>True when another session got the process, or this one another process.</returns>
    public static async Task<bool> LendsBackendsAsync(
        NpgsqlConnection connection,
        string connectionString,
        int backend,
        CancellationToken cancel
    )
    {
        // Postgres names its own process to who connects; a pooler, which answers before it has one, a number of its own.
        if (connection.ProcessID == backend)
            return false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        var others = new List<NpgsqlConnection>();
        try
        {
            for (var i = 0; i < OthersMax; i++)
            {
                var other = new NpgsqlConnection(connectionString);
                others.Add(other);
                await other.OpenAsync(limit.Token);
                // Not committed, so that the backend stays with it.
                await other.BeginTransactionAsync(limit.Token);
                if (await BackendAsync(other, limit.Token) == backend)
                    return true;
            }

            return await BackendAsync(connection, limit.Token) != backend;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.ProtocolViolation)
        {
            // Statement pooling takes no transaction at all.
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Who makes others wait for a backend has given this one to us alone.
            return false;
        }
        finally
        {
            foreach (var other in others)
                await other.DisposeAsync();
        }
    }

    static async Task<int> BackendAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(BackendSql, connection);
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }
}
