using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Query.Run;

/// <summary>Where the value of a field stands in a JSON text.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Bytes; 0 when the field is absent.</param>
/// <param name="Kind">What it begins with.</param>
readonly record struct FieldPlace(int Start, int Length, JsonTokenType Kind)
{
    /// <summary>Whether there is no value.</summary>
    public bool IsNull => Kind is JsonTokenType.None or JsonTokenType.Null;
}

/// <summary>Finds some fields of a JSON object in one pass; nothing is copied or made.</summary>
static class ContentFields
{
    /// <param name="json">An object. It is read until all are found.</param>
    /// <param name="names">UTF-8 names to look for.</param>
    /// <param name="places">Gets a place for each name.</param>
    /// <returns>False when it is no object.</returns>
    public static bool Find(ReadOnlySpan<byte> json, ImmutableArray<byte[]> names, Span<FieldPlace> places)
    {
        places.Clear();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        for (var missing = names.Length; missing > 0; )
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
                break;
            var index = IndexOf(ref reader, names);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var kind = reader.TokenType;
            reader.Skip();
            if (index < 0)
                continue;
            places[index] = new(start, (int)reader.BytesConsumed - start, kind);
            missing--;
        }

        return true;
    }

    static int IndexOf(ref Utf8JsonReader reader, ImmutableArray<byte[]> names)
    {
        for (var i = 0; i < names.Length; i++)
            if (reader.ValueTextEquals(names[i]))
                return i;
        return -1;
    }
}
