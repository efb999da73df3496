using System.Globalization;
using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Indexing.Paging;

/// <summary>A place in an ordered set.</summary>
/// <remarks>
/// Text: base64url of a compact JSON array <c>[version, sort signature, database, [values], doc]</c>. Values are those of the sort
/// keys, as text or null, and then the time of creation in milliseconds; there are none when they are too long for a cursor, which then
/// stands where its document is when it is used. Numbers of documents are local, so a cursor is good for one database only. Two older
/// forms, of the JS node, name a stream in place of a number.
/// </remarks>
public abstract record Cursor
{
    /// <summary>Version of the text form.</summary>
    public const int Version = 1;

    /// <summary>Characters of a cursor that is read.</summary>
    public const int LengthMax = 8192;

    Cursor() { }

    /// <summary>A cursor of ours.</summary>
    /// <param name="Signature">The order that it belongs to: see <see cref="SignatureOf"/>.</param>
    /// <param name="Database">The database that numbered the document.</param>
    /// <param name="Values">Values of the sort keys, then the time of creation; empty when they are to be looked up.</param>
    /// <param name="Doc">Number of the document.</param>
    public sealed record Exact(string Signature, string Database, IReadOnlyList<string?> Values, long Doc) : Cursor;

    /// <summary>A cursor of the JS node: the place of this stream in whatever order is asked for.</summary>
    public sealed record Legacy(string StreamId) : Cursor;

    /// <summary>Names an order: <c>+field</c> and <c>-field</c>, joined by commas.</summary>
    public static string SignatureOf(IReadOnlyList<SortKey> sort) =>
        string.Join(',', sort.Select(key => (key.Descending ? "-" : "+") + key.Field));

    /// <summary>Text of an exact cursor, without its values if they make it too long.</summary>
    public static string Print(Exact cursor)
    {
        var text = PrintWhole(cursor);
        return text.Length <= LengthMax ? text : PrintWhole(cursor with { Values = [] });
    }

    static string PrintWhole(Exact cursor)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Version);
            json.WriteStringValue(cursor.Signature);
            json.WriteStringValue(cursor.Database);
            json.WriteStartArray();
            foreach (var value in cursor.Values)
                json.WriteStringValue(value);
            json.WriteEndArray();
            json.WriteNumberValue(cursor.Doc);
            json.WriteEndArray();
        }

        return Base64Url.Encode(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Reads a cursor in any of its forms.</summary>
    public static bool TryParse(string text, out Cursor cursor)
    {
        cursor = null!;
        if (text.Length is 0 or > LengthMax || !Base64Url.TryDecode(text, out var bytes))
            return false;
        try
        {
            using var json = JsonDocument.Parse(bytes, new() { MaxDepth = 4 });
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Array => TryReadExact(json.RootElement, out cursor),
                JsonValueKind.Object => TryReadLegacy(json.RootElement, out cursor),
                _ => false,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text in it that is not Unicode.
            return false;
        }
    }

    static bool TryReadExact(JsonElement json, out Cursor cursor)
    {
        cursor = null!;
        if (
            json.GetArrayLength() != 5
            || json[0].ValueKind != JsonValueKind.Number
            || !json[0].TryGetInt32(out var version)
        )
            return false;
        if (
            version != Version
            || json[1].ValueKind != JsonValueKind.String
            || json[2].ValueKind != JsonValueKind.String
        )
            return false;
        if (json[3].ValueKind != JsonValueKind.Array || json[4].ValueKind != JsonValueKind.Number)
            return false;
        if (!json[4].TryGetInt64(out var doc))
            return false;
        var values = new List<string?>();
        foreach (var value in json[3].EnumerateArray())
        {
            if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return false;
            values.Add(value.GetString());
        }

        if (values.Count > 0 && !long.TryParse(values[^1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        cursor = new Exact(json[1].GetString()!, json[2].GetString()!, values, doc);
        return true;
    }

    static bool TryReadLegacy(JsonElement json, out Cursor cursor)
    {
        cursor = null!;
        if (!json.TryGetProperty("type", out var type) || !json.TryGetProperty("id", out var id))
            return false;
        if (type.ValueKind != JsonValueKind.String || type.GetString() is not ("timestamp" or "content"))
            return false;
        if (id.ValueKind != JsonValueKind.String)
            return false;
        cursor = new Legacy(id.GetString()!);
        return true;
    }
}
