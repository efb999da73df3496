using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Postgres.Indexing;
using Npgsql;

namespace ComposeServer.Postgres.Anchoring;

/// <summary>Requests to anchor tips, in Postgres. A turn holds one connection and a lock that only turns ask for; its statements are short.</summary>
sealed class PostgresAnchorRequestStore(NpgsqlDataSource source) : IAnchorRequestStore
{
    /// <summary>The letters ANCHOR.</summary>
    const long TurnLock = 0x414E_4348_4F52;

    public async ValueTask<bool> AskAsync(LogName log, Cid tip, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(AskForAnchors.Command(log, tip, at));
        using var run = StatementRun.Begin(nameof(AskForAnchors));
        return await batch.ExecuteScalarAsync(cancel) is not null;
    }

    public async ValueTask<IAnchorTurn?> TryBeginAsync(CancellationToken cancel)
    {
        var connection = await source.TakeConnectionAsync(cancel);
        AdvisoryLock? held = null;
        try
        {
            held = await AdvisoryLock.TryTakeAsync(connection, TurnLock, cancel);
            if (held is not null)
            {
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(TakeAnchorRequests.TakeUp());
                await batch.ExecuteNonQueryAsync(cancel);
                return new PostgresAnchorTurn(connection, held);
            }
        }
        catch
        {
            if (held is not null)
                await held.DisposeAsync();
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }
}
