using System.Text.Json;

namespace ComposeServer.Json;

/// <summary>When two JSON values are the same: numbers by value, objects whatever the order of members.</summary>
static class JsonEquality
{
    const int IndexedFrom = 12;

    /// <summary>Exact: numbers are compared digit by digit, never as floating point.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
            return false;
        switch (left.ValueKind)
        {
            case JsonValueKind.String:
                return TextEquals(left.RawText(), right.RawText());
            case JsonValueKind.Number:
                return NumberText.Compare(left.Raw(), right.Raw()) == 0;
            case JsonValueKind.Array:
                return left.Raw().SequenceEqual(right.Raw()) || ListEquals(left, right);
            case JsonValueKind.Object:
                return left.Raw().SequenceEqual(right.Raw()) || MapEquals(left, right);
            default:
                return true;
        }
    }

    /// <summary>Compares string contents as spelled, with escapes or without.</summary>
    public static bool TextEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
            return true;
        return (left.Contains((byte)'\\') || right.Contains((byte)'\\'))
            && string.Equals(JsonText.Decode(left), JsonText.Decode(right), StringComparison.Ordinal);
    }

    static bool ListEquals(JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
            return false;
        var others = right.EnumerateArray();
        foreach (var item in left.EnumerateArray())
        {
            others.MoveNext();
            if (!AreEqual(item, others.Current))
                return false;
        }
        return true;
    }

    static bool MapEquals(JsonElement left, JsonElement right)
    {
        if (left.GetPropertyCount() > IndexedFrom || right.GetPropertyCount() > IndexedFrom)
            return IndexedMapEquals(left, right);
        return Covers(left, right) && Covers(right, left);
    }

    // A repeated member counts with its last value, hence the lookup on both sides.
    static bool Covers(JsonElement left, JsonElement right)
    {
        foreach (var member in left.EnumerateObject())
        {
            var other = Last(right, member.RawName());
            if (other.ValueKind == JsonValueKind.Undefined || !AreEqual(Last(left, member.RawName()), other))
                return false;
        }
        return true;
    }

    static JsonElement Last(JsonElement map, ReadOnlySpan<byte> rawName)
    {
        var found = default(JsonElement);
        foreach (var member in map.EnumerateObject())
        {
            if (TextEquals(member.RawName(), rawName))
                found = member.Value;
        }
        return found;
    }

    static bool IndexedMapEquals(JsonElement left, JsonElement right)
    {
        var (mine, others) = (Index(left), Index(right));
        if (mine.Count != others.Count)
            return false;
        foreach (var (name, value) in mine)
        {
            if (!others.TryGetValue(name, out var other) || !AreEqual(value, other))
                return false;
        }
        return true;
    }

    static Dictionary<string, JsonElement> Index(JsonElement map)
    {
        var index = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
            index[member.Text()] = member.Value;
        return index;
    }
}
