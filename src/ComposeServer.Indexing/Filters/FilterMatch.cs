using System.Text;
using System.Text.Json;

namespace ComposeServer.Indexing.Filters;

/// <summary>
/// Judges one document's content by a filter, as the index does: values compare by type, text bytewise; a comparison with what is absent or
/// of another type is neither true nor false, and stays so under <see cref="Filter.Not"/>.
/// </summary>
public static class FilterMatch
{
    /// <summary>True when the filter holds for a content.</summary>
    public static bool Holds(Filter filter, JsonElement content) => Judge(filter, content) == true;

    static bool? Judge(Filter filter, JsonElement content) =>
        filter switch
        {
            Filter.Where where => All(where.Conditions, condition => Judge(condition, content)),
            Filter.And and => All(and.Parts, part => Judge(part, content)),
            Filter.Or { Parts.Count: 0 } => true,
            Filter.Or or => Any(or.Parts, part => Judge(part, content)),
            Filter.Not not => !Judge(not.Part, content),
            _ => throw new InvalidOperationException("a filter has a shape that does not exist"),
        };

    static bool? All<T>(IReadOnlyList<T> parts, Func<T, bool?> judge)
    {
        bool? all = true;
        foreach (var part in parts)
            all &= judge(part);
        return all;
    }

    static bool? Any<T>(IReadOnlyList<T> parts, Func<T, bool?> judge)
    {
        bool? any = false;
        foreach (var part in parts)
            any |= judge(part);
        return any;
    }

    static bool? Judge(FieldCondition condition, JsonElement content)
    {
        JsonElement? found =
            content.ValueKind == JsonValueKind.Object
            && content.TryGetProperty(condition.Field, out var value)
            && value.ValueKind != JsonValueKind.Null
                ? value
                : null;
        if (condition.Operator == FilterOperator.IsNull)
            return condition.Value is FilterValue.Booleans { Values: [var wanted] } ? found is null == wanted : null;
        if (found is not { } there)
            return null;
        return condition.Value switch
        {
            FilterValue.Texts texts when there.ValueKind == JsonValueKind.String => Judge(
                condition.Operator,
                Encoding.UTF8.GetBytes(there.GetString()!),
                texts.Values,
                static (own, text) => own.AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(text))
            ),
            FilterValue.Numbers numbers when there.ValueKind == JsonValueKind.Number => Judge(
                condition.Operator,
                there.GetDouble(),
                numbers.Values,
                static (own, text) => own.CompareTo(NumberOf(text))
            ),
            FilterValue.Booleans booleans when there.ValueKind is JsonValueKind.True or JsonValueKind.False => Judge(
                condition.Operator,
                there.GetBoolean(),
                booleans.Values,
                static (own, other) => own.CompareTo(other)
            ),
            _ => null,
        };
    }

    static bool? Judge<TOwn, TOther>(
        FilterOperator comparison,
        TOwn own,
        IReadOnlyList<TOther> others,
        Func<TOwn, TOther, int> compare
    ) =>
        comparison switch
        {
            FilterOperator.EqualTo => compare(own, others[0]) == 0,
            FilterOperator.NotEqualTo => compare(own, others[0]) != 0,
            FilterOperator.In => others.Any(other => compare(own, other) == 0),
            FilterOperator.NotIn => others.All(other => compare(own, other) != 0),
            FilterOperator.LessThan => compare(own, others[0]) < 0,
            FilterOperator.LessThanOrEqualTo => compare(own, others[0]) <= 0,
            FilterOperator.GreaterThan => compare(own, others[0]) > 0,
            FilterOperator.GreaterThanOrEqualTo => compare(own, others[0]) >= 0,
            _ => null,
        };

    static double NumberOf(string text) =>
        double.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
