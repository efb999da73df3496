using System.Globalization;
using System.Numerics;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;

namespace ComposeServer.Postgres.Query;

/// <summary>
/// The statement of a page, for all parents of a level. A row is <c>ord, behind, doc, created_at, name, family, tip_position, state</c> and
/// the values of the sort keys.
/// </summary>
/// <remarks>
/// Each stretch of each table is read in the order of its index and stops at the page's end; what is sorted afterwards are so many rows
/// for each stretch at most.
/// </remarks>
static class PageSql
{
    public static SqlText Of(
        DocumentSet set,
        PageWindow window,
        OrderSql order,
        Cursor.Exact? place,
        IReadOnlyList<PageParent> parents
    )
    {
        var sql = new SqlText();
        var from = SetSql.Parents(sql, set, parents);
        var limit = sql.Number(window.Limit + 1);
        var bound = BoundOf(window.Limit + 1);
        var parts = set.Models.SelectMany(model =>
            StretchesOf(sql, model, order, place)
                .Select(stretch =>
                    $"""
                        (select d.doc, d.created_at{order.Columns(sql, model)} from {model.SqlName} d
                        where {SetSql.Condition(sql, set, model)}{stretch} order by {order.By("")} limit {bound})
                        """
                )
        );
        return sql.Append(
            $"""
            select p.ord, {BehindText(
                sql,
                set,
                window,
                order,
                place
            )}, x.doc, x.created_at, l.name, l.family, l.tip_position, l.state{order.Texts("x.")}
            from {from}
            left join lateral (
                select m.doc, m.created_at{order.Names("m.")} from ({string.Join("\nunion all\n", parts)}) as m
                order by {order.By("m.")} limit {limit}
            ) as x on true
            left join log l on l.log_no = x.doc
            order by p.ord, {order.By("x.")}
            """
        );
    }

    /// <summary>
    /// A limit that the planner can read, at or above the one that counts, which is a parameter: not knowing how little is wanted, it would
    /// plan for a tenth of the table. Powers of two, so that there are few statements to prepare.
    /// </summary>
    public static string BoundOf(int rows) =>
        BitOperations.RoundUpToPowerOf2((uint)rows).ToString(CultureInfo.InvariantCulture);

    /// <summary>Conditions for the stretches of an index that a page begins in; an empty one for the whole.</summary>
    public static IEnumerable<string> StretchesOf(
        SqlText sql,
        IndexedModel model,
        OrderSql order,
        Cursor.Exact? place
    ) => place is null ? [""] : order.Past(sql, model, place).Select(stretch => $" and {stretch}");

    /// <summary>
    /// Whether there is anything at the cursor or on its other side. Asked as the nearest row of each stretch: for a mere <c>exists</c> the
    /// planner would begin to read the whole table.
    /// </summary>
    public static string BehindText(
        SqlText sql,
        DocumentSet set,
        PageWindow window,
        OrderSql order,
        Cursor.Exact? place,
        SetSql.ParentSql? parent = null
    )
    {
        if (place is null || !window.BothFlags)
            return "false";
        var parts = set.Models.SelectMany(model =>
            order
                .Behind(sql, model, place)
                .Select(stretch =>
                    $"""
                        (select true from {model.SqlName} d where {SetSql.Condition(
                            sql,
                            set,
                            model,
                            parent
                        )} and {stretch}
                        order by {order.ByReversed(sql, model)} limit 1)
                        """
                )
        );
        return $"coalesce({string.Join(" or ", parts)}, false)";
    }
}
