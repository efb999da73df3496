using System.Globalization;
using ComposeServer.Indexing.Paging;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Streams;
using Npgsql;
using NpgsqlTypes;

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
        await using var connection = await source.OpenConnectionAsync(cancel);
        var order = OrderSql.For(set.Models, window.Sort, window.Backward);
        var place = await PlaceOfAsync(connection, set, window, order, cancel);
        var sql = new SqlText();
        sql.Append(PageText(sql, set, window, order, place, parents));
        await using var command = sql.ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await ReadPagesAsync(reader, window, order, place is not null, parents.Count, cancel);
    }

    public async Task<IReadOnlyList<long>> CountsAsync(
        DocumentSet set,
        IReadOnlyList<PageParent> parents,
        CancellationToken cancel
    )
    {
        if (set.Models.Count == 0 || parents.Count == 0)
            return new long[parents.Count];
        var sql = new SqlText();
        var from = SetSql.Parents(sql, set, parents);
        var counts = set.Models.Select(model =>
            $"(select count(*) from {model.SqlName} d where {SetSql.Condition(sql, set, model)})"
        );
        sql.Append($"select {string.Join(" + ", counts)} from {from} order by p.ord");
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var command = sql.ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<long>(parents.Count);
        while (await reader.ReadAsync(cancel))
            found.Add(reader.GetInt64(0));
        Invariant.Holds(found.Count == parents.Count);
        return found;
    }

    static string PageText(
        SqlText sql,
        DocumentSet set,
        PageWindow window,
        OrderSql order,
        Cursor.Exact? place,
        IReadOnlyList<PageParent> parents
    )
    {
        var from = SetSql.Parents(sql, set, parents);
        var limit = sql.Number(window.Limit + 1);
        var parts = set.Models.Select(model =>
        {
            var past = place is null ? "" : $" and {order.Past(sql, model, place)}";
            return $"""
                (select d.doc, d.created_at{order.Columns(sql, model)} from {model.SqlName} d
                where {SetSql.Condition(sql, set, model)}{past} order by {order.By("")} limit {limit})
                """;
        });
        var inner = string.Join("\nunion all\n", parts);
        var page =
            set.Models.Count == 1 ? inner : $"(select * from ({inner}) as m order by {order.By("")} limit {limit})";
        var sorts = string.Concat(Enumerable.Range(0, order.SortCount).Select(i => $", x.s{i}::text"));
        return $"""
            select p.ord, {BehindText(
                sql,
                set,
                window,
                order,
                place
            )}, x.doc, x.created_at, l.name, l.family, l.tip_position, l.state{sorts}
            from {from}
            left join lateral {page} as x on true
            left join log l on l.log_no = x.doc
            order by p.ord, {order.By("x.")}
            """;
    }

    static string BehindText(SqlText sql, DocumentSet set, PageWindow window, OrderSql order, Cursor.Exact? place)
    {
        if (place is null || !window.BothFlags)
            return "false";
        var parts = set.Models.Select(model =>
            $"exists (select from {model.SqlName} d where {SetSql.Condition(sql, set, model)} and {order.Behind(sql, model, place)})"
        );
        return $"({string.Join(" or ", parts)})";
    }

    async Task<IReadOnlyList<Page>> ReadPagesAsync(
        NpgsqlDataReader reader,
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

    /// <summary>The place that a cursor stands for; an old one names a stream, whose place is looked up.</summary>
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
                if (exact.Database != database)
                    throw new CursorException("The cursor belongs to another database");
                if (exact.Signature != Cursor.SignatureOf(window.Sort) || !order.Accepts(exact.Values))
                    throw new CursorException("The cursor belongs to another sort order than the one asked for");
                return exact;
            case Cursor.Legacy legacy:
                return await FindAsync(connection, set, window, order, legacy.StreamId, cancel);
            default:
                throw new InvariantBroken("a cursor has a shape that does not exist");
        }
    }

    async Task<Cursor.Exact> FindAsync(
        NpgsqlConnection connection,
        DocumentSet set,
        PageWindow window,
        OrderSql order,
        string stream,
        CancellationToken cancel
    )
    {
        if (!StreamId.TryParse(stream, out var id))
            throw new CursorException("The cursor names no stream");
        var sql = new SqlText();
        var name = sql.Add(
            new NpgsqlParameter<byte[]> { TypedValue = id.Name.Memory.ToArray(), NpgsqlDbType = NpgsqlDbType.Bytea }
        );
        var sorts = string.Concat(Enumerable.Range(0, order.SortCount).Select(i => $", m.s{i}::text"));
        var parts = set.Models.Select(model =>
            $"(select d.doc, d.created_at{order.Columns(sql, model)} from {model.SqlName} d where d.doc = (select log_no from log where name = {name}))"
        );
        sql.Append($"select m.doc, m.created_at{sorts} from ({string.Join(" union all ", parts)}) as m");
        await using var command = sql.ToCommand(connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? ReadPlace(reader, window, order, doc: 0, createdAt: 1, firstSort: 2)
            : throw new CursorException("The document that the cursor names is not indexed");
    }
}
