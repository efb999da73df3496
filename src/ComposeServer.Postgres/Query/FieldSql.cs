using ComposeServer.Indexing.Catalogue;

namespace ComposeServer.Postgres.Query;

/// <summary>How a field of a model is written in SQL: by its typed column where it has one, else out of the document.</summary>
static class FieldSql
{
    /// <summary>A text that is shorter than what a column holds: compared with a column, the part that was cut off makes no difference.</summary>
    public const int ShortTextMax = IndexedColumn.TextLengthMax - 1;

    /// <summary>True when the texts of a field are never longer than their column.</summary>
    public static bool IsWhole(FieldType? type) => type?.LengthMax <= IndexedColumn.TextLengthMax;

    /// <summary>An expression of the given type; null where the field is absent or of another type.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="model">Whose table it is.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="type">Type to compare as.</param>
    /// <param name="whole">True when the beginning of a text is enough.</param>
    public static string Of(SqlText sql, IndexedModel model, string field, ColumnType type, bool whole) =>
        ColumnOf(model, field, type) is { } column && (whole || type != ColumnType.Text)
            ? column
            : InDocument(sql, field, type);

    /// <summary>A field's typed column, or null when it has none yet or one of another type.</summary>
    public static string? ColumnOf(IndexedModel model, string field, ColumnType type) =>
        model.FindFilled(field) is { } column && column.Type == type ? $"d.{column.SqlName}" : null;

    /// <summary>The part of a text that columns hold.</summary>
    public static string BeginningOf(SqlText sql, IndexedModel model, string field) =>
        ColumnOf(model, field, ColumnType.Text)
        ?? $"left({InDocument(sql, field, ColumnType.Text)}, {IndexedColumn.TextLengthMax})";

    /// <summary>The field out of the document.</summary>
    public static string InDocument(SqlText sql, string field, ColumnType type)
    {
        var name = sql.Name(field);
        return type switch
        {
            ColumnType.Number =>
                $"(case when json_typeof(d.content->{name}) = 'number' then (d.content->>{name})::numeric end)",
            ColumnType.Boolean =>
                $"(case when json_typeof(d.content->{name}) = 'boolean' then (d.content->>{name})::boolean end)",
            _ => $"((d.content->>{name}) collate \"C\")",
        };
    }

    /// <summary>True when the field is absent or null.</summary>
    public static string IsNull(SqlText sql, IndexedModel model, string field) =>
        model.FindFilled(field) is { } column
            ? $"d.{column.SqlName} is null"
            : $"(d.content->>{sql.Name(field)}) is null";

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
