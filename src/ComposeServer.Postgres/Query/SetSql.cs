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
    /// <param name="sql">The statement.</param>
    /// <param name="set">Which documents.</param>
    /// <param name="model">Whose table it is.</param>
    /// <param name="parent">What of the parent <c>p</c> they are tied to; null for what <see cref="Parents"/> gives.</param>
    public static string Condition(SqlText sql, DocumentSet set, IndexedModel model, ParentSql? parent = null)
    {
        parent ??= ParentSql.Listed;
        var parts = new List<string>();
        if (set.Relation is { } relation)
        {
            parts.Add(
                model.Find(relation.Field, relation.Kind) is { } column
                    ? $"d.{column.SqlName} = {parent.Related}"
                    : $"d.content->>{sql.Text(relation.Field)} = p.related"
            );
        }

        if (set.ByController)
            parts.Add($"d.controller_no = {parent.Controller}");
        if (set.Filter is { } filter)
            parts.Add(FilterSql.Of(sql, model, filter));
        return parts.Count == 0 ? "true" : string.Join(" and ", parts);
    }

    /// <summary>What of a parent the conditions of a set compare with.</summary>
    /// <param name="Related">The number that a relation column holds.</param>
    /// <param name="Controller">The number of the account that made a document.</param>
    public sealed record ParentSql(string Related, string Controller)
    {
        /// <summary>A row of <see cref="Parents"/>.</summary>
        public static ParentSql Listed { get; } = new("p.related_no", "p.controller_no");
    }

    /// <summary>Nothing that is stored holds U+0000, which Postgres does not take even to compare with.</summary>
    static string? RelatedOf(PageParent parent) => parent.Related is { } text && !text.Contains('\0') ? text : null;

    static byte[]? NameOf(DocumentSet set, PageParent parent) =>
        set.Relation?.Kind == ColumnKind.Document && parent.Related is { } text && StreamId.TryParse(text, out var id)
            ? id.Name.Memory.ToArray()
            : null;
}
