using System.Globalization;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Filters;
using ComposeServer.Ipld;

namespace ComposeServer.Query.Resolvers;

/// <summary>The argument <c>filters</c> as a filter. Rules and words are those of the JS runtime (composedb.md 8.3).</summary>
static class FilterArgument
{
    /// <returns>Null when there is no filter.</returns>
    /// <exception cref="GraphQLException">The filter breaks a rule.</exception>
    public static Filter? Read(ArgumentValues arguments)
    {
        if (arguments["filters"] is not OrderedDictionary<string, object?> filters)
            return null;
        var conditions = 0;
        return ReadLevel(filters, 0, ref conditions);
    }

    static Filter ReadLevel(OrderedDictionary<string, object?> level, int depth, ref int conditions)
    {
        if (depth > FilterLimits.DepthMax)
            throw Refuse($"Query filters are nested more than {FilterLimits.DepthMax} levels deep");
        if (level.Count == 0)
            throw Refuse("No query filters provided");
        if (level.Count > 1)
            throw Refuse("Invalid query filters: a single key must be provided");
        var (name, value) = level.First();
        switch (name, value)
        {
            case (_, null):
                throw Refuse("Invalid query filters: missing filter value");
            case ("where", OrderedDictionary<string, object?> where):
                return new Filter.Where(ReadWhere(where, ref conditions));
            case ("not", OrderedDictionary<string, object?> not):
                return new Filter.Not(ReadLevel(not, depth + 1, ref conditions));
            case ("and" or "or", object?[] list):
                var parts = new List<Filter>(list.Length);
                foreach (var part in list)
                    parts.Add(ReadLevel((OrderedDictionary<string, object?>)part!, depth + 1, ref conditions));
                return name == "and" ? new Filter.And(parts) : new Filter.Or(parts);
            default:
                throw Refuse(
                    $"Invalid query filter type: expecting \"where\", \"and\", \"or\" or \"not\" key but got \"{name}\""
                );
        }
    }

    static List<FieldCondition> ReadWhere(OrderedDictionary<string, object?> where, ref int conditions)
    {
        if (where.Count == 0)
            throw Refuse("Empty object filter");
        var found = new List<FieldCondition>();
        foreach (var (field, value) in where)
        {
            if (value is not OrderedDictionary<string, object?> operators)
                throw Refuse("Invalid empty value filter");
            ReadOperators(field, operators, found);
        }

        conditions += found.Count;
        return conditions <= FilterLimits.ConditionsMax
            ? found
            : throw Refuse($"Query filters hold more than {FilterLimits.ConditionsMax} conditions");
    }

    static void ReadOperators(string field, OrderedDictionary<string, object?> operators, List<FieldCondition> found)
    {
        if (operators.Count == 0)
            throw Refuse("Invalid empty value filter");
        if (operators.Count > 2)
            throw Refuse("Too many conditions provided in value filter");
        var read = operators
            .Select(entry => new FieldCondition(field, OperatorOf(entry.Key), ValueOf(field, entry.Key, entry.Value)))
            .ToArray();
        if (
            read.Length == 2
            && !IsRange(read[0].Operator, read[1].Operator)
            && !IsRange(read[1].Operator, read[0].Operator)
        )
            throw Refuse("Invalid range conditions in value filter");
        found.AddRange(read);
    }

    static bool IsRange(FilterOperator lower, FilterOperator upper) =>
        lower is FilterOperator.GreaterThan or FilterOperator.GreaterThanOrEqualTo
        && upper is FilterOperator.LessThan or FilterOperator.LessThanOrEqualTo;

    static FilterOperator OperatorOf(string name) =>
        Enum.TryParse<FilterOperator>(name, ignoreCase: true, out var found)
            ? found
            : throw Refuse($"Unexpected condition \"{name}\" in value filter");

    static FilterValue ValueOf(string field, string name, object? value)
    {
        var values = value as object?[] ?? [value];
        if (values.Length > FilterLimits.ValuesMax)
            throw Refuse($"A list of field '{field}' holds more than {FilterLimits.ValuesMax} values");
        if (values.Length == 0)
            throw Refuse(
                name == "in" ? "In query specified without array values" : "Not In query specified without array values"
            );
        if (Array.Exists(values, item => item is null))
            throw Refuse($"Invalid value for condition \"{name}\" of field '{field}': must not be null");
        return values[0] switch
        {
            bool => new FilterValue.Booleans([.. values.Cast<bool>()]),
            int or double => new FilterValue.Numbers([.. values.Select(NumberText)]),
            _ => new FilterValue.Texts([.. values.Select(item => TextOf(field, (string)item!))]),
        };
    }

    static string NumberText(object? value) =>
        value is int whole ? whole.ToString(CultureInfo.InvariantCulture) : EcmaNumber.Format((double)value!);

    static string TextOf(string field, string text) =>
        text.Contains('\0') ? throw Refuse($"A text of field '{field}' holds U+0000") : text;

    static GraphQLException Refuse(string message) => new(message, ErrorCodes.BadUserInput);
}
