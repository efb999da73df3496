using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Paging;
using ComposeServer.Postgres.Diagnostics;
using Npgsql;

namespace ComposeServer.Postgres.Query;

/// <summary>Pages and counts of models.</summary>
/// <param name="source">Connections for reading.</param>
/// <param name="database">Name of the database, which cursors carry.</param>
sealed class PostgresModelIndex(NpgsqlDataSource source, string database) : IModelIndex
{
    /// <summary>No order of documents is named like this, so that their cursors are not mistaken for ours.</summary>
    const string Signature = "models";

    /// <summary>Models have no time of their own in their order; the text form of a cursor wants one.</summary>
    const string NoTime = "0";

    public async Task<Page> PageAsync(Did? account, PageWindow window, CancellationToken cancel)
    {
        var place = PlaceOf(window.Cursor);
        var limit = window.Limit + 1;
        var found = await ReadAsync(
            window.Backward
                ? ReadModels.Backward(account, place ?? long.MaxValue, limit)
                : ReadModels.Forward(account, place ?? 0, limit),
            cancel
        );
        var hasMore = found.Count > window.Limit;
        if (hasMore)
            found.RemoveAt(found.Count - 1);
        if (window.Backward)
            found.Reverse();
        return new(found, HasNext: hasMore && !window.Backward, HasPrevious: hasMore && window.Backward);
    }

    public async Task<long> CountAsync(Did? account, CancellationToken cancel)
    {
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        var command = ReadModels.Count(account);
        batch.BatchCommands.Add(command);
        using var run = StatementRun.Begin(nameof(ReadModels), command);
        return (long)(await batch.ExecuteScalarAsync(cancel))!;
    }

    async Task<List<PageItem>> ReadAsync(NpgsqlBatchCommand command, CancellationToken cancel)
    {
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(command);
        using var run = StatementRun.Begin(nameof(ReadModels), command);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var items = new List<PageItem>();
        while (await reader.ReadAsync(cancel))
        {
            run?.AddRow();
            var (logNo, head) = ReadModels.Read(reader);
            items.Add(new(head, new Cursor.Exact(Signature, database, [NoTime], logNo)));
        }

        return items;
    }

    long? PlaceOf(Cursor? cursor) =>
        cursor switch
        {
            null => null,
            Cursor.Exact exact when exact.Database != database => throw new CursorException(
                "The cursor belongs to another database"
            ),
            Cursor.Exact { Signature: Signature } exact => exact.Doc,
            _ => throw new CursorException("The cursor belongs to documents, not to models"),
        };
}
