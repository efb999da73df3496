using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>How values are compared: numbers as numbers, false before true, texts by code points, which is the order of their UTF-8 bytes.</summary>
static class OracleValues
{
    public static int Compare(JsonNode left, JsonNode right) =>
        left.GetValueKind() switch
        {
            JsonValueKind.Number => left.GetValue<double>().CompareTo(right.GetValue<double>()),
            JsonValueKind.String => Compare(left.GetValue<string>(), right.GetValue<string>()),
            _ => left.GetValue<bool>().CompareTo(right.GetValue<bool>()),
        };

    /// <summary>Ascending: nothing comes last. Descending is the reverse, so nothing comes first.</summary>
    public static int CompareOptional(JsonNode? left, JsonNode? right) =>
        (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => Compare(left, right),
        };

    static int Compare(string left, string right)
    {
        var ours = left.EnumerateRunes();
        var theirs = right.EnumerateRunes();
        while (true)
        {
            var (more, theyHaveMore) = (ours.MoveNext(), theirs.MoveNext());
            if (!more || !theyHaveMore)
                return more.CompareTo(theyHaveMore);
            var sign = ours.Current.CompareTo(theirs.Current);
            if (sign != 0)
                return sign;
        }
    }
}
