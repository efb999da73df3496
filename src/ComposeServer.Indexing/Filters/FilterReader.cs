using System.Globalization;
using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Indexing.Filters;

/// <summary>A filter that breaks a rule; the text is the JS node's where it has one.</summary>
public sealed class FilterException(string message) : Exception(message);

/// <summary>Reads the JSON form of filters, <c>{"where": {"stars": {"lessThan": 4}}}</c>, with the rules of the node (composedb.md 9.4).</summary>
public static class FilterReader
{
    /// <summary>Reads a filter.</summary>
    /// <param name="json">The filter.</param>
    /// <param name="isField">Says whether the models asked for have a field; any other name is refused.</param>
    /// <returns>Null for an absent filter or <c>{}</c>.</returns>
    /// <exception cref="FilterException">It breaks a rule.</exception>
    public static Filter? Read(JsonElement json, Func<string, bool> isField)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        var conditions = 0;
        return ReadLevel(json, isField, 0, ref conditions);
    }

    static Filter? ReadLevel(JsonElement json, Func<string, bool> isField, int depth, ref int conditions)
    {
        if (depth > FilterLimits.DepthMax)
            throw new FilterException($"Query filters are nested more than {FilterLimits.DepthMax} levels deep");
        if (json.ValueKind != JsonValueKind.Object)
            throw new FilterException($"Invalid query: expected an object, found {json.ValueKind}");
        Filter? found = null;
        var members = 0;
        foreach (var member in json.EnumerateObject())
        {
            if (++members > 1)
                throw new FilterException("Only one of where, and, or, and not can be used per query filter level");
            found = member.Name switch
            {
                "where" => new Filter.Where(ReadWhere(member.Value, isField, ref conditions)),
                "and" => new Filter.And(ReadList(member, isField, depth, ref conditions)),
                "or" => new Filter.Or(ReadList(member, isField, depth, ref conditions)),
                "not" => ReadLevel(member.Value, isField, depth + 1, ref conditions) is { } part
                    ? new Filter.Not(part)
                    : null,
                _ => throw new FilterException($"Invalid query: {member.Name}"),
            };
        }

        return found;
    }

    static List<Filter> ReadList(JsonProperty member, Func<string, bool> isField, int depth, ref int conditions)
    {
        if (member.Value.ValueKind != JsonValueKind.Array)
            throw new FilterException($"Invalid value for \"{member.Name}\" filter: must be an array");
        var parts = new List<Filter>();
        foreach (var item in member.Value.EnumerateArray())
            if (ReadLevel(item, isField, depth + 1, ref conditions) is { } part)
                parts.Add(part);
        return parts;
    }

    static List<FieldCondition> ReadWhere(JsonElement where, Func<string, bool> isField, ref int conditions)
    {
        if (where.ValueKind != JsonValueKind.Object)
            throw new FilterException("Invalid query: where");
        var found = new List<FieldCondition>();
        foreach (var field in where.EnumerateObject())
        {
            if (!isField(field.Name))
                throw new FilterException($"Invalid query: the models asked for have no field '{field.Name}'");
            if (field.Value.ValueKind != JsonValueKind.Object)
                throw new FilterException($"Invalid query: {field.Name}");
            var first = found.Count;
            foreach (var condition in field.Value.EnumerateObject())
                found.Add(ReadCondition(field.Name, condition));
            conditions += found.Count - first;
            if (conditions > FilterLimits.ConditionsMax)
                throw new FilterException($"Query filters hold more than {FilterLimits.ConditionsMax} conditions");
            CheckCombination(found, first);
        }

        return found;
    }

    static void CheckCombination(List<FieldCondition> found, int first)
    {
        var count = found.Count - first;
        if (count > 2)
            throw new FilterException("Cannot combine more than 2 value filters");
        if (
            count == 2
            && !IsRange(found[first].Operator, found[first + 1].Operator)
            && !IsRange(found[first + 1].Operator, found[first].Operator)
        )
            throw new FilterException(
                "Can only combine value filters representing valid range boundaries ex. greaterThan[orEqualto] and lessThan[orEqualTo]"
            );
    }

    static bool IsRange(FilterOperator lower, FilterOperator upper) =>
        lower is FilterOperator.GreaterThan or FilterOperator.GreaterThanOrEqualTo
        && upper is FilterOperator.LessThan or FilterOperator.LessThanOrEqualTo;

    static FieldCondition ReadCondition(string field, JsonProperty condition)
    {
        FilterOperator? name = condition.Name switch
        {
            "isNull" => FilterOperator.IsNull,
            "equalTo" => FilterOperator.EqualTo,
            "notEqualTo" => FilterOperator.NotEqualTo,
            "in" => FilterOperator.In,
            "notIn" => FilterOperator.NotIn,
            "lessThan" => FilterOperator.LessThan,
            "lessThanOrEqualTo" => FilterOperator.LessThanOrEqualTo,
            "greaterThan" => FilterOperator.GreaterThan,
            "greaterThanOrEqualTo" => FilterOperator.GreaterThanOrEqualTo,
            _ => null,
        };
        if (name is not { } known)
            throw new FilterException($"Invalid op {condition.Name}");
        var isList = known is FilterOperator.In or FilterOperator.NotIn;
        if (isList && (condition.Value.ValueKind != JsonValueKind.Array || condition.Value.GetArrayLength() == 0))
            throw new FilterException(
                known == FilterOperator.In
                    ? "In query specified without array values"
                    : "Not In query specified without array values"
            );
        if (
            known == FilterOperator.IsNull
            && condition.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
        )
            throw new FilterException($"Invalid value for condition \"isNull\" of field '{field}': must be a boolean");
        return new(
            field,
            known,
            isList ? ReadValues(field, [.. condition.Value.EnumerateArray()]) : ReadValues(field, [condition.Value])
        );
    }

    static FilterValue ReadValues(string field, JsonElement[] values)
    {
        if (values.Length > FilterLimits.ValuesMax)
            throw new FilterException($"A list of field '{field}' holds more than {FilterLimits.ValuesMax} values");
        if (Array.TrueForAll(values, value => value.ValueKind == JsonValueKind.String))
            return new FilterValue.Texts([.. values.Select(value => TextOf(field, value))]);
        if (Array.TrueForAll(values, value => value.ValueKind == JsonValueKind.Number))
            return new FilterValue.Numbers([.. values.Select(value => NumberOf(field, value))]);
        if (Array.TrueForAll(values, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False))
            return new FilterValue.Booleans([.. values.Select(value => value.GetBoolean())]);
        throw new FilterException($"Values of field '{field}' must be texts, numbers or booleans, all of one type");
    }

    /// <summary>A whole number stays what it is; any other is the double that JavaScript reads, however it is spelled.</summary>
    static string NumberOf(string field, JsonElement value)
    {
        if (value.TryGetInt64(out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        return value.TryGetDouble(out var number) && double.IsFinite(number)
            ? EcmaNumber.Format(number)
            : throw new FilterException($"A number of field '{field}' is out of range");
    }

    /// <summary>A text that Postgres can be asked for.</summary>
    /// <exception cref="FilterException">It is not valid Unicode, or holds U+0000.</exception>
    public static string TextOf(string field, JsonElement value)
    {
        try
        {
            var text = value.GetString()!;
            return text.Contains('\0') ? throw new FilterException($"A text of field '{field}' holds U+0000") : text;
        }
        catch (InvalidOperationException)
        {
            throw new FilterException($"A text of field '{field}' is not valid Unicode");
        }
    }
}
