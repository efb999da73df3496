using ComposeServer.Indexing.Paging;
using ComposeServer.Streams;
using Npgsql;
using NpgsqlTypes;

namespace ComposeServer.Postgres.Query;

/// <summary>The statement that finds where a document stands in an order now: <c>doc, created_at</c> and the values of the sort keys.</summary>
static class PlaceSql
{
    public static SqlText Of(DocumentSet set, OrderSql order, StreamId document)
    {
        var sql = new SqlText();
        var name = sql.Add(
            new NpgsqlParameter<byte[]>
            {
                TypedValue = document.Name.Memory.ToArray(),
                NpgsqlDbType = NpgsqlDbType.Bytea,
            }
        );
        return Of(sql, set, order, $"(select log_no from log where name = {name})");
    }

    public static SqlText Of(DocumentSet set, OrderSql order, long doc)
    {
        var sql = new SqlText();
        return Of(sql, set, order, sql.Number(doc));
    }

    static SqlText Of(SqlText sql, DocumentSet set, OrderSql order, string doc)
    {
        var parts = set.Models.Select(model =>
            $"(select d.doc, d.created_at{order.Columns(sql, model)} from {model.SqlName} d where d.doc = {doc})"
        );
        return sql.Append(
            $"select m.doc, m.created_at{order.Texts("m.")} from ({string.Join(" union all ", parts)}) as m"
        );
    }
}
