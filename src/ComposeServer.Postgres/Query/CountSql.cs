using ComposeServer.Indexing.Paging;

namespace ComposeServer.Postgres.Query;

/// <summary>The statement that counts documents: one row with a number for each parent of a level, in order.</summary>
static class CountSql
{
    public static SqlText Of(DocumentSet set, IReadOnlyList<PageParent> parents)
    {
        var sql = new SqlText();
        var from = SetSql.Parents(sql, set, parents);
        var counts = set.Models.Select(model =>
            $"(select count(*) from {model.SqlName} d where {SetSql.Condition(sql, set, model)})"
        );
        return sql.Append($"select {string.Join(" + ", counts)} from {from} order by p.ord");
    }
}
