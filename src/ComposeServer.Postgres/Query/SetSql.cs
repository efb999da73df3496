using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Postgres.Log;
using ComposeServer.Streams;

namespace ComposeServer.Postgres.Query;

/// <summary>The parents of a level as a table <c>p</c>, and the condition that ties a document to its parent.</summary>
static class SetSql
{
    /// <summary><c>p(ord, related, related_no, controller_no)</c>: one row for each parent.</summary>
    public static string Parents(SqlText sql, DocumentSet set, IReadOnlyList<PageParent> parents)
    {
        var related = sql.Add(PostgresArray.Of(parents.Select(RelatedOf).ToArray()));
        var names = sql.Add(PostgresArray.Of(parents.Select(parent => NameOf(set, parent)).ToArray()));
        var controllers = sql.Add(PostgresArray.Of(parents.Select(parent => parent.Controller?.ToString()).ToArray()));
        var number =
            set.Relation?.Kind == ColumnKind.Account
                ? "(select author_no from principal where did = u.related)"
                : "(select log_no from log where name = u.name)";
        return $"""
            (select u.ord, u.related, {number} as related_no,
                (select author_no from principal where did = u.controller) as controller_no
            from unnest({related}, {names}, {controllers}) with ordinality as u (related, name, controller, ord)) as p
            """;
    }

    /// <summary>All conditions on one model's table, or <c>true</c>.</summary>
    public static string Condition(SqlText sql, DocumentSet set, IndexedModel model)
    {
        var parts = new List<string>();
        if (set.Relation is { } relation)
        {
            parts.Add(
                model.Find(relation.Field, relation.Kind) is { } column
                    ? $"d.{column.SqlName} = p.related_no"
                    : $"d.content->>{sql.Text(relation.Field)} = p.related"
            );
        }

        if (set.ByController)
            parts.Add("d.controller_no = p.controller_no");
        if (set.Filter is { } filter)
            parts.Add(FilterSql.Of(sql, model, filter));
        return parts.Count == 0 ? "true" : string.Join(" and ", parts);
    }

    /// <summary>Nothing that is stored holds U+0000, which Postgres does not take even to compare with.</summary>
    static string? RelatedOf(PageParent parent) => parent.Related is { } text && !text.Contains('\0') ? text : null;

    static byte[]? NameOf(DocumentSet set, PageParent parent) =>
        set.Relation?.Kind == ColumnKind.Document && parent.Related is { } text && StreamId.TryParse(text, out var id)
            ? id.Name.Memory.ToArray()
            : null;
}
