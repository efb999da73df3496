using System.Text.Json.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>
/// Judges a filter, in its JSON form, on one document. A comparison of an absent field is neither true nor false, and stays so when negated
/// (composedb.md 9.4).
/// </summary>
static class OracleFilter
{
    public static bool Passes(JsonObject? filter, JsonObject content) => Judge(filter, content) == true;

    static bool? Judge(JsonObject? filter, JsonObject content)
    {
        if (filter is null || filter.Count == 0)
            return true;
        var (word, value) = filter.Single();
        return word switch
        {
            "where" => All(value!.AsObject().SelectMany(field => Conditions(field.Key, field.Value!, content))),
            "and" => All(value!.AsArray().Select(part => Judge(part!.AsObject(), content))),
            "or" => value!.AsArray().Count == 0
                ? true
                : Any(value.AsArray().Select(part => Judge(part!.AsObject(), content))),
            "not" => !Judge(value!.AsObject(), content),
            _ => throw new ArgumentException(word, nameof(filter)),
        };
    }

    static IEnumerable<bool?> Conditions(string field, JsonNode conditions, JsonObject content) =>
        conditions.AsObject().Select(condition => Judge(content[field], condition.Key, condition.Value!));

    static bool? Judge(JsonNode? found, string word, JsonNode value)
    {
        if (word == "isNull")
            return found is null == value.GetValue<bool>();
        if (found is null)
            return null;
        return word switch
        {
            "equalTo" => OracleValues.Compare(found, value) == 0,
            "notEqualTo" => OracleValues.Compare(found, value) != 0,
            "in" => value.AsArray().Any(item => OracleValues.Compare(found, item!) == 0),
            "notIn" => value.AsArray().All(item => OracleValues.Compare(found, item!) != 0),
            "lessThan" => OracleValues.Compare(found, value) < 0,
            "lessThanOrEqualTo" => OracleValues.Compare(found, value) <= 0,
            "greaterThan" => OracleValues.Compare(found, value) > 0,
            "greaterThanOrEqualTo" => OracleValues.Compare(found, value) >= 0,
            _ => throw new ArgumentException(word, nameof(word)),
        };
    }

    static bool? All(IEnumerable<bool?> parts)
    {
        bool? result = true;
        foreach (var part in parts)
            result =
                result == false || part == false ? false
                : part is null ? null
                : result;
        return result;
    }

    static bool? Any(IEnumerable<bool?> parts)
    {
        bool? result = false;
        foreach (var part in parts)
            result =
                result == true || part == true ? true
                : part is null ? null
                : result;
        return result;
    }
}
