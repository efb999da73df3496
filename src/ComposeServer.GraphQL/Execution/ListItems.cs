using System.Collections;
using System.Text.Json;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Reads what resolvers return for fields of list type.</summary>
static class ListItems
{
    /// <summary>The items of a list value.</summary>
    /// <returns>Null when the value is no list: neither an enumerable nor a JSON array; text and dictionaries are no lists.</returns>
    public static IReadOnlyList<object?>? Of(object value) =>
        value switch
        {
            string or IDictionary or IReadOnlyDictionary<string, object?> => null,
            IReadOnlyList<object?> list => list,
            JsonElement { ValueKind: JsonValueKind.Array } array =>
            [
                .. array.EnumerateArray().Select(item => (object?)item),
            ],
            IEnumerable items => [.. items.Cast<object?>()],
            _ => null,
        };
}
