using System.Runtime.CompilerServices;
using ComposeServer.Log;
using ComposeServer.Log.Pins;
using ComposeServer.Postgres.Log;
using Npgsql;

namespace ComposeServer.Postgres.Pins;

/// <summary>Pins in Postgres. Whatever removes events holds the commit head, so no writer builds on what is about to go.</summary>
sealed class PostgresPinStore(NpgsqlDataSource source) : IPinStore
{
    public async ValueTask<bool> PinAsync(LogName name, CancellationToken cancel)
    {
        var command = PinStatements.Pin(name);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancel);
        return command.RecordsAffected > 0;
    }

    public async ValueTask<UnpinResult> UnpinAsync(LogName name, DateTimeOffset at, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(PinStatements.FindIndexed(name));
        batch.BatchCommands.Add(PinStatements.Unpin(name, at));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return UnpinResult.NotFound;
        return reader.GetBoolean(0) ? UnpinResult.Indexed : UnpinResult.Unpinned;
    }

    public async ValueTask<bool> IsPinnedAsync(LogName name, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(PinStatements.IsPinned(name));
        return await batch.ExecuteScalarAsync(cancel) is not null;
    }

    public async IAsyncEnumerable<LogName> ListPinnedAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        long after = 0;
        for (var count = ListLogs.PageSize; count == ListLogs.PageSize; )
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            var page = await QueryAsync(
                connection,
                PinStatements.ListPinned(after, ListLogs.PageSize),
                PinStatements.ReadNamed,
                cancel
            );
            foreach (var (_, name) in page)
                yield return name;
            count = page.Count;
            after = count > 0 ? page[^1].LogNo : after;
        }
    }

    public ValueTask<Collected> CollectAsync(DateTimeOffset unpinnedBefore, int limit, CancellationToken cancel) =>
        RemoveAsync(PinStatements.FindCollectable(unpinnedBefore, limit), null, cancel);

    public async ValueTask<Collected> EraseAsync(LogName name, DateTimeOffset at, CancellationToken cancel) =>
        await RemoveAsync(PinStatements.FindErasable(name), at, cancel);

    async ValueTask<Collected> RemoveAsync(NpgsqlBatchCommand find, DateTimeOffset? erasedAt, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await QueryAsync(connection, TakeCommitHead.Command(), TakeCommitHead.Read, cancel);
        long[] logs = [.. await QueryAsync(connection, find, PinStatements.ReadNumber, cancel)];
        if (logs.Length == 0)
            return default;
        var tables = await QueryAsync(connection, RemoveLogs.FindTables(logs), RemoveLogs.ReadTable, cancel);
        byte[][] shared = [.. await QueryAsync(connection, RemoveLogs.FindBlocks(logs), RemoveLogs.ReadBlock, cancel)];
        await using var batch = new NpgsqlBatch(connection, transaction);
        var (events, blocks) = RemoveLogs.Append(batch, logs, tables, shared, erasedAt);
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new(logs.Length, events.RecordsAffected, blocks.RecordsAffected);
    }

    static async Task<List<T>> QueryAsync<T>(
        NpgsqlConnection connection,
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }
}
