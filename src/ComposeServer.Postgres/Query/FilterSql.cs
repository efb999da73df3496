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
            (FilterOperator.In, _) => $"({Field(sql, model, condition)} = any({List(sql, condition.Value)}))",
            (FilterOperator.NotIn, _) => $"({Field(sql, model, condition)} <> all({List(sql, condition.Value)}))",
            _ => $"({Field(sql, model, condition)} {Sign(condition.Operator)} {Single(sql, condition.Value)})",
        };

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

    static string Field(SqlText sql, IndexedModel model, FieldCondition condition)
    {
        var whole =
            condition.Value is not FilterValue.Texts texts
            || texts.Values.All(text => text.Length <= FieldSql.WholeTextMax);
        return FieldSql.Of(sql, model, condition.Field, TypeOf(condition.Value), whole);
    }

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
