using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Plan;

namespace ComposeServer.Postgres.Query;

/// <summary>
/// The statement of a page with everything beside its documents: one row for each parent, of <c>ord</c> and the bytes that
/// <see cref="ComposeServer.Query.Run.TreeBytes"/> reads.
/// </summary>
/// <remarks>
/// Every level is a sub-select for one row of the level above, which stands there as <c>p</c>, and reads one stretch of one index. Its rows are
/// put together as bytes: no level is sorted or grouped, and no JSON is taken apart or made, but copied.
/// </remarks>
static class TreeSql
{
    const string NoBytes = "''::bytea";

    public static SqlText Of(PageRead read, IReadOnlyList<PageParent> parents)
    {
        var sql = new SqlText();
        var from = SetSql.Parents(sql, read.Set, parents);
        return sql.Append($"select p.ord, {Page(sql, read, SetSql.ParentSql.Listed)} from {from} order by p.ord");
    }

    static string Page(SqlText sql, PageRead read, SetSql.ParentSql parent)
    {
        var order = OrderSql.For(read.Set.Models, read.Window.Sort, read.Window.Backward);
        var place = (Cursor.Exact?)read.Window.Cursor;
        var behind =
            place is not null && read.Window.BothFlags
                ? $"boolsend({PageSql.BehindText(sql, read.Set, read.Window, order, place, parent)}) || "
                : "";
        var documents = $"""
            select int4send(count(*)::int4) || coalesce(string_agg(int4send(length(q.bytes)) || q.bytes, {NoBytes}), {NoBytes}) from (
                select {Document(sql, read, order)} as bytes from ({Rows(
                sql,
                read,
                parent,
                order,
                place
            )}) as p offset 0
            ) as q
            """;
        return $"({behind}({documents}))";
    }

    /// <summary>The rows of a page in reading order, one more than it holds.</summary>
    /// <remarks>
    /// Where there is a filter, the rows are found in an index alone and fetched afterwards: fetching them on the way, Postgres would rather walk
    /// the table in the order of creation and look whether a rare value turns up.
    /// </remarks>
    static string Rows(SqlText sql, PageRead read, SetSql.ParentSql parent, OrderSql order, Cursor.Exact? place)
    {
        var model = read.Set.Models[0];
        var isFetchedLater = read.Set.Filter is not null;
        var columns = Columns(read.Document);
        var found = isFetchedLater ? "d.doc" : columns;
        var limit = sql.Number(read.Window.Limit + 1);
        var bound = PageSql.BoundOf(read.Window.Limit + 1);
        var parts = PageSql
            .StretchesOf(sql, model, order, place)
            .Select(stretch =>
                $"""
                    (select {found}, d.created_at{order.Columns(sql, model)} from {model.SqlName} d
                        where {SetSql.Condition(sql, read.Set, model, parent)}{stretch} order by {order.By(
                        ""
                    )} limit {bound})
                    """
            );
        var (all, join) = isFetchedLater
            ? ($"{columns}, m.created_at{order.Names("m.")}", $" join {model.SqlName} d on d.doc = m.doc")
            : ("m.*", "");
        return $"select {all} from ({string.Join("\nunion all\n", parts)}) as m{join} order by {order.By("m.")} limit {limit}";
    }

    /// <summary>What the bytes of a document are made of.</summary>
    static string Columns(DocumentRead? document)
    {
        string[] columns =
        [
            "d.doc",
            "d.controller_no",
            .. document is { Id: true } ? ["d.id"] : Array.Empty<string>(),
            .. document is { Content: true } ? ["d.content"] : Array.Empty<string>(),
            .. ReferencesOf(document).Select(column => $"d.{column.SqlName}"),
        ];
        return string.Join(", ", columns);
    }

    static IEnumerable<IndexedColumn> ReferencesOf(DocumentRead? document) =>
        (document?.Branches ?? []).OfType<BranchRead.One>().Select(one => one.Column).Distinct();

    static string Document(SqlText sql, PageRead read, OrderSql order)
    {
        List<string> parts = read.HasPlaces ? [$"int8send(p.doc) || int8send(p.created_at) || {Places(order)}"] : [];
        if (read.Document is { } document)
            parts.AddRange(Parts(sql, document));
        return parts.Count == 0 ? NoBytes : string.Join(" || ", parts);
    }

    static string Places(OrderSql order) =>
        order.SortCount == 0 ? "'[]'::bytea" : $"json_send(json_build_array({order.Texts("p.")[2..]}))";

    static IEnumerable<string> Parts(SqlText sql, DocumentRead document)
    {
        if (document.Id)
            yield return "int4send(octet_length(p.id)) || textsend(p.id)";
        if (document.Account)
            yield return "(select json_send(to_json(a.did)) from principal a where a.author_no = p.controller_no)";
        if (document.Tip)
            yield return "(select int4send(length(l.tip_cid)) || l.tip_cid from log l where l.log_no = p.doc)";
        foreach (var branch in document.Branches)
        {
            if (branch is BranchRead.Page page)
                yield return Page(sql, page.Read, ParentOf(sql, page.Read.Tie));
            else if (branch is BranchRead.Count count)
                yield return Count(sql, count);
            else if (branch is BranchRead.One one)
                yield return One(sql, one);
        }

        if (document.Content)
            yield return "json_send(p.content)";
    }

    static string Count(SqlText sql, BranchRead.Count count)
    {
        var model = count.Set.Models[0];
        var condition = SetSql.Condition(sql, count.Set, model, ParentOf(sql, count.Tie));
        return $"int8send((select count(*) from {model.SqlName} d where {condition}))";
    }

    /// <summary>The document that a column points to, behind a mark that says what there is of it.</summary>
    static string One(SqlText sql, BranchRead.One one)
    {
        var reference = $"p.{one.Column.SqlName}";
        var parts = Parts(sql, one.Document).DefaultIfEmpty(NoBytes);
        return $"""
            coalesce((select '\x01'::bytea || int4send(length(q.bytes)) || q.bytes from (
                select {string.Join(" || ", parts)} as bytes from (
                    select {Columns(one.Document)} from {one.Model.SqlName} d where d.doc = {reference}
                ) as p offset 0
            ) as q), case when {reference} is null then '\x00'::bytea
                when (select l.family is not null from log l where l.log_no = {reference}) then '\x02'::bytea else '\x03'::bytea end)
            """;
    }

    static SetSql.ParentSql ParentOf(SqlText sql, ParentTie tie) =>
        new(
            tie.Related == ParentNumber.Controller ? "p.controller_no" : "p.doc",
            tie.Controller is { } did
                ? $"(select a.author_no from principal a where a.did = {sql.Text(did.Text)})"
                : "p.controller_no"
        );
}
