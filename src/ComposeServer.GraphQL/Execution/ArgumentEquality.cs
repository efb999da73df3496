using System.Collections;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Whether coerced arguments are the same: in names, and in values with all that is in them.</summary>
static class ArgumentEquality
{
    public static bool AreEqual(ArgumentValues one, ArgumentValues other)
    {
        if (one.Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < one.Count; i++)
        {
            // Both are in the order of the definition.
            if (one.Entries[i].Key != other.Entries[i].Key || !AreEqual(one.Entries[i].Value, other.Entries[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    static bool AreEqual(object? one, object? other) =>
        (one, other) switch
        {
            (OrderedDictionary<string, object?> map, OrderedDictionary<string, object?> otherMap) => map.Count
                == otherMap.Count
                && map.Zip(otherMap)
                    .All(pair => pair.First.Key == pair.Second.Key && AreEqual(pair.First.Value, pair.Second.Value)),
            (string text, string otherText) => text == otherText,
            (IList list, IList otherList) => list.Count == otherList.Count
                && list.Cast<object?>().Zip(otherList.Cast<object?>()).All(pair => AreEqual(pair.First, pair.Second)),
            _ => Equals(one, other),
        };
}
