using System.Buffers;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Plan;

namespace ComposeServer.Query.Run;

/// <summary>Writes values of a document's content as the engine would, mostly by copying them.</summary>
/// <remarks>Each method is false when the value makes an error: the answer is then made level by level, which says what is wrong.</remarks>
static class ValueWriter
{
    const int IntegerDigits = 9;
    const int FloatDigits = 15;

    static readonly SearchValues<byte> NoDigits = SearchValues.Create([
        .. Enumerable.Range(0, 256).Where(value => value is < '0' or > '9').Select(value => (byte)value),
    ]);

    /// <param name="json">Gets the value.</param>
    /// <param name="text">JSON text of the value.</param>
    /// <param name="kind">What it begins with; none when it is absent.</param>
    /// <param name="shape">What is selected of it.</param>
    /// <param name="viewer">JSON text of the DID that asks; empty for nobody.</param>
    public static bool Write(
        ref JsonTextWriter json,
        scoped ReadOnlySpan<byte> text,
        JsonTokenType kind,
        ValueShape shape,
        ReadOnlySpan<byte> viewer
    )
    {
        if (kind is JsonTokenType.None or JsonTokenType.Null)
            return WriteNull(ref json, shape);
        return shape switch
        {
            ValueShape.Leaf leaf => WriteLeaf(ref json, text, kind, leaf),
            ValueShape.Account account => WriteAccount(ref json, text, kind, account, viewer),
            ValueShape.List list => WriteList(ref json, text, kind, list, viewer),
            ValueShape.Object embedded => WriteObject(ref json, text, kind, embedded, viewer),
            _ => false,
        };
    }

    static bool WriteNull(ref JsonTextWriter json, ValueShape shape)
    {
        if (shape.IsNonNull)
            return false;
        json.Raw("null"u8);
        return true;
    }

    static bool WriteLeaf(
        ref JsonTextWriter json,
        scoped ReadOnlySpan<byte> text,
        JsonTokenType kind,
        ValueShape.Leaf shape
    )
    {
        if (IsWritten(text, kind, shape))
        {
            json.Raw(text);
            return true;
        }

        var made = shape.Type.Serialize(JsonElement.Parse(text));
        if (!made.IsValid || made.Value is null)
            return false;
        json.Value(made.Value);
        return true;
    }

    /// <summary>Whether the stored text is that of the answer.</summary>
    static bool IsWritten(scoped ReadOnlySpan<byte> text, JsonTokenType kind, ValueShape.Leaf shape) =>
        shape.Rule switch
        {
            LeafRule.Text => kind == JsonTokenType.String && !text.Contains((byte)'\\'),
            LeafRule.Boolean => kind is JsonTokenType.True or JsonTokenType.False,
            LeafRule.Integer => kind == JsonTokenType.Number && IsWhole(text, IntegerDigits),
            LeafRule.Float => kind == JsonTokenType.Number && IsWhole(text, FloatDigits),
            LeafRule.Known => IsKnown(text, shape),
            LeafRule.UtcTime => UtcTimeText.IsPlain(text),
            _ => false,
        };

    static bool IsWhole(scoped ReadOnlySpan<byte> text, int digits)
    {
        var number = text[0] == '-' ? text[1..] : text;
        return number.Length <= digits && !number.ContainsAny(NoDigits) && (number[0] != '0' || text.Length == 1);
    }

    static bool IsKnown(scoped ReadOnlySpan<byte> text, ValueShape.Leaf shape)
    {
        foreach (var known in shape.Known)
            if (text.SequenceEqual(known))
                return true;
        return false;
    }

    static bool WriteList(
        ref JsonTextWriter json,
        scoped ReadOnlySpan<byte> text,
        JsonTokenType kind,
        ValueShape.List shape,
        ReadOnlySpan<byte> viewer
    )
    {
        if (kind != JsonTokenType.StartArray)
            return false;
        var reader = new Utf8JsonReader(text);
        reader.Read();
        var separator = "["u8;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var itemKind = reader.TokenType;
            reader.Skip();
            json.Raw(separator);
            if (!Write(ref json, text[start..(int)reader.BytesConsumed], itemKind, shape.Item, viewer))
                return false;
            separator = ","u8;
        }

        json.Raw(separator[0] == '[' ? "[]"u8 : "]"u8);
        return true;
    }

    static bool WriteObject(
        ref JsonTextWriter json,
        scoped ReadOnlySpan<byte> text,
        JsonTokenType kind,
        ValueShape.Object shape,
        ReadOnlySpan<byte> viewer
    )
    {
        if (kind != JsonTokenType.StartObject)
            return false;
        var places = new FieldPlace[shape.Fields.Length];
        ContentFields.Find(text, shape.Fields, places);
        var frame = default(ObjectFrame);
        foreach (var member in shape.Members)
        {
            frame.Member(ref json, member.Text);
            if (member.IsConstant)
                continue;
            var place = places[member.Value.Field];
            if (!Write(ref json, text.Slice(place.Start, place.Length), place.Kind, member.Value.Value, viewer))
                return false;
        }

        frame.End(ref json);
        return true;
    }

    /// <summary>An account whose DID stands in a document. Whatever is no text is shown as null.</summary>
    static bool WriteAccount(
        ref JsonTextWriter json,
        scoped ReadOnlySpan<byte> text,
        JsonTokenType kind,
        ValueShape.Account shape,
        ReadOnlySpan<byte> viewer
    )
    {
        if (kind != JsonTokenType.String)
            return WriteNull(ref json, shape);
        if (text.Contains((byte)'\\'))
            return false;
        var frame = default(ObjectFrame);
        foreach (var member in shape.Members)
        {
            frame.Member(ref json, member.Text);
            if (!member.IsConstant)
                json.Raw(member.Value is AccountPart.Id ? text : IsViewer(text, viewer));
        }

        frame.End(ref json);
        return true;
    }

    /// <summary>Whether a DID is that of the viewer, as JSON.</summary>
    public static ReadOnlySpan<byte> IsViewer(scoped ReadOnlySpan<byte> did, scoped ReadOnlySpan<byte> viewer) =>
        did.SequenceEqual(viewer) ? "true"u8 : "false"u8;
}
