using ComposeServer.Log.AnchorRequests;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Postgres.Indexing;
using Npgsql;

namespace ComposeServer.Postgres.Anchoring;

/// <summary>A turn: the lock is the session's, so it ends with the connection at the latest.</summary>
sealed class PostgresAnchorTurn(NpgsqlConnection connection, AdvisoryLock held) : IAnchorTurn
{
    public async ValueTask<IReadOnlyList<OpenAnchorRequest>> TakeAsync(
        int limit,
        DateTimeOffset askedBefore,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        var command = TakeAnchorRequests.Take(limit, askedBefore, now);
        batch.BatchCommands.Add(command);
        using var run = StatementRun.Begin(nameof(TakeAnchorRequests), command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var taken = new List<OpenAnchorRequest>();
        for (; await reader.ReadAsync(cancel); run?.AddRow())
            taken.Add(TakeAnchorRequests.Read(reader));
        return taken;
    }

    public async ValueTask SettleAsync(
        IReadOnlyList<SettledAnchorRequest> settled,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var over = settled.Where(one => one.Stage is null).ToArray();
        var failed = settled.Where(one => one.Stage is not null).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        if (over.Length > 0)
            batch.BatchCommands.Add(SettleAnchorRequests.Over(over));
        if (failed.Length > 0)
            batch.BatchCommands.Add(SettleAnchorRequests.Failed(failed, now));
        if (batch.BatchCommands.Count == 0)
            return;
        using var run = StatementRun.Begin(nameof(SettleAnchorRequests));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public async ValueTask<int> CountAsync(CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(TakeAnchorRequests.Count());
        return (int)(await batch.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await held.DisposeAsync();
        }
        catch (Exception error) when (Log.PostgresFaults.Covers(error))
        {
            // The connection is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }
}
