using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;
using ComposeServer.Log;
using ComposeServer.Postgres.Log;

namespace ComposeServer.Postgres.Query;

/// <summary>A filter as an SQL condition over one model's table. Absent fields make a condition null, so they pass neither it nor its negation.</summary>
static class FilterSql
{
    public static string Of(SqlText sql, IndexedModel model, Filter filter) =>
        filter switch
        {
            Filter.Where where => Join(where.Conditions, " and ", condition => Of(sql, model, condition)),
            Filter.And and => Join(and.Parts, " and ", part => Of(sql, model, part)),
            Filter.Or or => Join(or.Parts, " or ", part => Of(sql, model, part)),
            Filter.Not not => $"(not {Of(sql, model, not.Part)})",
            _ => throw new InvariantBroken("a filter has a shape that does not exist"),
        };

    static string Join<T>(IReadOnlyList<T> parts, string word, Func<T, string> of) =>
        parts.Count == 0 ? "true" : $"({string.Join(word, parts.Select(of))})";

    static string Of(SqlText sql, IndexedModel model, FieldCondition condition) =>
        (condition.Operator, condition.Value) switch
        {
            (FilterOperator.IsNull, FilterValue.Booleans { Values: [true] }) =>
                $"({FieldSql.IsNull(sql, model, condition.Field)})",
            (FilterOperator.IsNull, _) => $"(not {FieldSql.IsNull(sql, model, condition.Field)})",
            (_, FilterValue.Texts texts) when !IsBeginningEnough(model, condition.Field, texts) => OfLongTexts(
                sql,
                model,
                condition,
                texts
            ),
            _ => Compare(
                FieldSql.Of(sql, model, condition.Field, TypeOf(condition.Value), whole: true),
                condition.Operator,
                () => Single(sql, condition.Value),
                () => List(sql, condition.Value)
            ),
        };

    static string Compare(string field, FilterOperator name, Func<string> single, Func<string> list) =>
        name switch
        {
            FilterOperator.In => $"({field} = any({list()}))",
            FilterOperator.NotIn => $"({field} <> all({list()}))",
            _ => $"({field} {Sign(name)} {single()})",
        };

    /// <summary>
    /// Compares whole texts. What an index holds, the beginnings, is compared too where that can only leave out what the whole comparison
    /// leaves out.
    /// </summary>
    static string OfLongTexts(SqlText sql, IndexedModel model, FieldCondition condition, FilterValue.Texts texts)
    {
        var whole = Compare(
            FieldSql.InDocument(sql, condition.Field, ColumnType.Text),
            condition.Operator,
            () => Single(sql, texts),
            () => List(sql, texts)
        );
        FilterOperator? coarse = condition.Operator switch
        {
            FilterOperator.EqualTo or FilterOperator.In => condition.Operator,
            FilterOperator.LessThan or FilterOperator.LessThanOrEqualTo => FilterOperator.LessThanOrEqualTo,
            FilterOperator.GreaterThan or FilterOperator.GreaterThanOrEqualTo => FilterOperator.GreaterThanOrEqualTo,
            _ => null,
        };
        if (coarse is not { } name || FieldSql.ColumnOf(model, condition.Field, ColumnType.Text) is not { } column)
            return whole;
        var beginnings = new FilterValue.Texts([.. texts.Values.Select(IndexedColumn.Cut)]);
        return $"({Compare(column, name, () => Single(sql, beginnings), () => List(sql, beginnings))} and {whole})";
    }

    static string Sign(FilterOperator name) =>
        name switch
        {
            FilterOperator.EqualTo => "=",
            FilterOperator.NotEqualTo => "<>",
            FilterOperator.LessThan => "<",
            FilterOperator.LessThanOrEqualTo => "<=",
            FilterOperator.GreaterThan => ">",
            FilterOperator.GreaterThanOrEqualTo => ">=",
            _ => throw new InvariantBroken($"{name} compares no two values"),
        };

    static bool IsBeginningEnough(IndexedModel model, string field, FilterValue.Texts texts) =>
        FieldSql.IsWhole(FieldType.Of(model.Definition, field))
        || texts.Values.All(text => text.Length <= FieldSql.ShortTextMax);

    static ColumnType TypeOf(FilterValue value) =>
        value switch
        {
            FilterValue.Numbers => ColumnType.Number,
            FilterValue.Booleans => ColumnType.Boolean,
            _ => ColumnType.Text,
        };

    static string Single(SqlText sql, FilterValue value) =>
        value switch
        {
            FilterValue.Texts texts => sql.Text(texts.Values[0]) + "::text",
            FilterValue.Numbers numbers => sql.Text(numbers.Values[0]) + "::numeric",
            FilterValue.Booleans booleans => sql.Text(booleans.Values[0] ? "true" : "false") + "::boolean",
            _ => "null",
        };

    static string List(SqlText sql, FilterValue value) =>
        value switch
        {
            FilterValue.Texts texts => sql.Add(PostgresArray.Of([.. texts.Values])) + "::text[]",
            FilterValue.Numbers numbers => sql.Add(PostgresArray.Of([.. numbers.Values])) + "::text[]::numeric[]",
            FilterValue.Booleans booleans => sql.Add(
                PostgresArray.Of(booleans.Values.Select(flag => (bool?)flag).ToArray())
            ) + "::boolean[]",
            _ => throw new InvariantBroken("a list of values has a type that does not exist"),
        };
}
