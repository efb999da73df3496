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
    /// <param name="json">Begins with an object.</param>
    /// <param name="names">UTF-8 names to look for.</param>
    /// <param name="places">Gets a place for each name.</param>
    /// <returns>Bytes of the object; 0 when it is none.</returns>
    public static int Find(ReadOnlySpan<byte> json, ImmutableArray<byte[]> names, Span<FieldPlace> places)
    {
        places.Clear();
        // What follows the object is none of its business.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref reader, names);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var kind = reader.TokenType;
            reader.TrySkip();
            if (index >= 0)
                places[index] = new(start, (int)reader.BytesConsumed - start, kind);
        }

        return (int)reader.BytesConsumed;
    }

    static int IndexOf(ref Utf8JsonReader reader, ImmutableArray<byte[]> names)
    {
        for (var i = 0; i < names.Length; i++)
            if (reader.ValueTextEquals(names[i]))
                return i;
        return -1;
    }
}
