using ComposeServer.Indexing.Catalogue;

namespace ComposeServer.Postgres.Query;

/// <summary>How a field of a model is written in SQL: by its typed column where it has one, else out of the document.</summary>
static class FieldSql
{
    /// <summary>A text that is certain to stand whole in its column: a cut one has at least this many characters.</summary>
    public const int WholeTextMax = IndexedColumn.TextLengthMax - 2;

    /// <summary>An expression of the given type; null where the field is absent or of another type.</summary>
    public static string Of(SqlText sql, IndexedModel model, string field, ColumnType type, bool whole)
    {
        if (
            model.Find(field, ColumnKind.Key) is { } column
            && column.Type == type
            && (whole || type != ColumnType.Text)
        )
            return $"d.{column.SqlName}";
        var name = sql.Text(field);
        return type switch
        {
            ColumnType.Number =>
                $"(case when jsonb_typeof(d.content->{name}) = 'number' then (d.content->>{name})::numeric end)",
            ColumnType.Boolean =>
                $"(case when jsonb_typeof(d.content->{name}) = 'boolean' then (d.content->>{name})::boolean end)",
            _ => $"((d.content->>{name}) collate \"C\")",
        };
    }

    /// <summary>True when the field is absent or null.</summary>
    public static string IsNull(SqlText sql, IndexedModel model, string field) =>
        model.Find(field, ColumnKind.Key) is { } column
            ? $"d.{column.SqlName} is null"
            : $"(d.content->>{sql.Text(field)}) is null";

    /// <summary>The cast that turns a text parameter into a value of a type.</summary>
    public static string Cast(ColumnType type) =>
        type switch
        {
            ColumnType.Number => "::numeric",
            ColumnType.Boolean => "::boolean",
            ColumnType.Reference => "::bigint",
            _ => "::text",
        };
}
