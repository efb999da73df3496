using System.Globalization;
using ComposeServer.Indexing.Paging;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Query.Diagnostics;
using ComposeServer.Streams;
using Npgsql;

namespace ComposeServer.Postgres.Query;

/// <summary>Pages and counts of documents, each in one statement for all parents of a level.</summary>
/// <param name="source">Connections for reading.</param>
/// <param name="database">Name of the database, which cursors carry.</param>
sealed class PostgresDocumentIndex(NpgsqlDataSource source, string database) : IDocumentIndex
{
    public async Task<IReadOnlyList<Page>> PagesAsync(
        DocumentSet set,
        PageWindow window,
        IReadOnlyList<PageParent> parents,
        CancellationToken cancel
    )
    {
        if (set.Models.Count == 0 || parents.Count == 0)
            return [.. parents.Select(_ => Page.Empty)];
        await using var connection = await source.TakeConnectionAsync(cancel);
        var order = OrderSql.For(set.Models, window.Sort, window.Backward);
        var place = await PlaceOfAsync(connection, set, window, order, cancel);
        await using var command = PageSql.Of(set, window, order, place, parents).ToCommand(connection);
        using var run = StatementRun.Begin(nameof(PageSql), command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await ReadPagesAsync(reader, run, window, order, place is not null, parents.Count, cancel);
    }

    public async Task<IReadOnlyList<long>> CountsAsync(
        DocumentSet set,
        IReadOnlyList<PageParent> parents,
        CancellationToken cancel
    )
    {
        if (set.Models.Count == 0 || parents.Count == 0)
            return new long[parents.Count];
        await using var connection = await source.TakeConnectionAsync(cancel);
        await using var command = CountSql.Of(set, parents).ToCommand(connection);
        using var run = StatementRun.Begin(nameof(CountSql), command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<long>(parents.Count);
        while (await reader.ReadAsync(cancel))
        {
            run?.AddRow();
            found.Add(reader.GetInt64(0));
        }

        Invariant.Holds(found.Count == parents.Count);
        return found;
    }

    async Task<IReadOnlyList<Page>> ReadPagesAsync(
        NpgsqlDataReader reader,
        StatementRun? run,
        PageWindow window,
        OrderSql order,
        bool hasCursor,
        int count,
        CancellationToken cancel
    )
    {
        var items = Enumerable.Range(0, count).Select(_ => new List<PageItem>()).ToArray();
        var behind = new bool[count];
        while (await reader.ReadAsync(cancel))
        {
            run?.AddRow();
            var parent = (int)reader.GetInt64(0) - 1;
            behind[parent] = hasCursor && reader.GetBoolean(1);
            if (!reader.IsDBNull(2))
                items[parent].Add(ReadItem(reader, window, order));
        }

        return [.. items.Select((found, parent) => Cut(found, behind[parent], window))];
    }

    static Page Cut(List<PageItem> found, bool behind, PageWindow window)
    {
        var more = found.Count > window.Limit;
        if (more)
            found.RemoveAt(found.Count - 1);
        if (!window.Backward)
            return new(found, more, behind);
        found.Reverse();
        return new(found, behind, more);
    }

    PageItem ReadItem(NpgsqlDataReader reader, PageWindow window, OrderSql order)
    {
        var head = new StoredHead(
            new LogName(reader.GetFieldValue<byte[]>(4)),
            reader.GetString(5),
            reader.GetInt64(6),
            reader.GetFieldValue<byte[]>(7)
        );
        return new(head, ReadPlace(reader, window, order, doc: 2, createdAt: 3, firstSort: 8));
    }

    Cursor.Exact ReadPlace(
        NpgsqlDataReader reader,
        PageWindow window,
        OrderSql order,
        int doc,
        int createdAt,
        int firstSort
    )
    {
        var values = new string?[order.SortCount + 1];
        for (var i = 0; i < order.SortCount; i++)
            values[i] = reader.IsDBNull(firstSort + i) ? null : reader.GetString(firstSort + i);
        values[^1] = reader.GetInt64(createdAt).ToString(CultureInfo.InvariantCulture);
        return new(Cursor.SignatureOf(window.Sort), database, values, reader.GetInt64(doc));
    }

    /// <summary>The place that a cursor stands for. One that only names a document stands where that is now.</summary>
    async Task<Cursor.Exact?> PlaceOfAsync(
        NpgsqlConnection connection,
        DocumentSet set,
        PageWindow window,
        OrderSql order,
        CancellationToken cancel
    )
    {
        switch (window.Cursor)
        {
            case null:
                return null;
            case Cursor.Exact exact:
                CursorRule.Check(exact, window, database);
                if (exact.Values.Count == 0)
                    return await FindAsync(connection, set, PlaceSql.Of(set, order, exact.Doc), window, order, cancel);
                return order.Accepts(exact.Values) ? exact : throw CursorRule.OtherOrder();
            case Cursor.Legacy legacy:
                return StreamId.TryParse(legacy.StreamId, out var id)
                    ? await FindAsync(connection, set, PlaceSql.Of(set, order, id), window, order, cancel)
                    : throw new CursorException("The cursor names no stream");
            default:
                throw new InvariantBroken("a cursor has a shape that does not exist");
        }
    }

    async Task<Cursor.Exact> FindAsync(
        NpgsqlConnection connection,
        DocumentSet set,
        SqlText sql,
        PageWindow window,
        OrderSql order,
        CancellationToken cancel
    )
    {
        QueryDiagnostics.CountFallback(QueryDiagnostics.OldCursor, set.Models[0].Model);
        await using var command = sql.ToCommand(connection);
        using var run = StatementRun.Begin(nameof(PlaceSql), command);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? ReadPlace(reader, window, order, doc: 0, createdAt: 1, firstSort: 2)
            : throw new CursorException("The document that the cursor names is not indexed");
    }
}
