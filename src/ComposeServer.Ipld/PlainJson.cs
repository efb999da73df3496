using System.Buffers;
using System.Text.Json;

namespace ComposeServer.Ipld;

/// <summary>
/// JSON as the v0 API shows values: a link is its CID's text, bytes are base64 without padding, numbers are spelled as JavaScript
/// does. What was a link or bytes cannot be told from text afterwards.
/// </summary>
/// <remarks>Entries keep the order of the map. JavaScript alone moves keys that look like array indices to the front; no reader relies on it. Source: the Ceramic v0 HTTP API.</remarks>
public static partial class PlainJson
{
    /// <summary>Compact text, byte for byte that of <c>JSON.stringify</c>. An integer beyond 2⁵³ is written in full.</summary>
    /// <exception cref="ArgumentException">A string has a lone surrogate.</exception>
    public static byte[] ToUtf8(IpldValue value)
    {
        using var buffer = new PooledBuffer();
        Write(buffer, value);
        return buffer.Written.ToArray();
    }

    /// <summary>Writes what <see cref="ToUtf8"/> gives.</summary>
    /// <exception cref="ArgumentException">A string has a lone surrogate.</exception>
    public static void Write(IBufferWriter<byte> target, IpldValue value)
    {
        var sink = new ByteSink(target);
        Write(ref sink, value);
        sink.Flush();
    }

    /// <summary>Writes into JSON that is being written; how strings are escaped is the writer's choice.</summary>
    public static void Write(Utf8JsonWriter writer, IpldValue value)
    {
        switch (value)
        {
            case IpldMap map:
                writer.WriteStartObject();
                foreach (var (key, member) in map.Span)
                {
                    writer.WritePropertyName(key);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case IpldList list:
                writer.WriteStartArray();
                for (var i = 0; i < list.Count; i++)
                    Write(writer, list.Items[i]);
                writer.WriteEndArray();
                break;
            case IpldString text:
                writer.WriteStringValue(text.Value);
                break;
            case IpldBytes bytes:
                writer.WriteStringValue(Base64Plain.Encode(bytes.Value.Span));
                break;
            case IpldLink link:
                writer.WriteStringValue(link.Value.ToString());
                break;
            case IpldInteger integer:
                Span<byte> digits = stackalloc byte[EcmaNumber.LengthMax];
                integer.Value.TryFormat(digits, out var count);
                writer.WriteRawValue(digits[..count], skipInputValidation: true);
                break;
            case IpldFloat number:
                Span<byte> spelled = stackalloc byte[EcmaNumber.LengthMax];
                writer.WriteRawValue(spelled[..EcmaNumber.Format(number.Value, spelled)], skipInputValidation: true);
                break;
            case IpldBool truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    static void Write(scoped ref ByteSink sink, IpldValue value)
    {
        switch (value)
        {
            case IpldMap map:
                var lead = (byte)'{';
                foreach (var (key, member) in map.Span)
                {
                    sink.Put(lead);
                    lead = (byte)',';
                    WriteText(ref sink, key);
                    sink.Put((byte)':');
                    Write(ref sink, member);
                }

                sink.Put(map.Count == 0 ? "{}"u8 : "}"u8);
                break;
            case IpldList list:
                for (var i = 0; i < list.Count; i++)
                {
                    sink.Put(i == 0 ? (byte)'[' : (byte)',');
                    Write(ref sink, list.Items[i]);
                }

                sink.Put(list.Count == 0 ? "[]"u8 : "]"u8);
                break;
            case IpldString text:
                WriteText(ref sink, text.Value);
                break;
            case IpldBytes bytes:
                WriteBytes(ref sink, bytes.Value.Span);
                break;
            case IpldLink link:
                WriteText(ref sink, link.Value.ToString());
                break;
            case IpldInteger integer:
                WriteInteger(ref sink, integer.Value);
                break;
            case IpldFloat number:
                WriteFloat(ref sink, number.Value);
                break;
            case IpldBool truth:
                sink.Put(truth.Value ? "true"u8 : "false"u8);
                break;
            default:
                sink.Put("null"u8);
                break;
        }
    }

    internal static void WriteText(scoped ref ByteSink sink, string text)
    {
        const int BytesPerUnitMax = 3;
        const int OnStackMax = 256;
        var sizeMax = text.Length * BytesPerUnitMax;
        var rented = sizeMax > OnStackMax ? ArrayPool<byte>.Shared.Rent(sizeMax) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[OnStackMax];
        EcmaText.WriteQuoted(ref sink, utf8[..StrictUtf8.Encoding.GetBytes(text, utf8)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    internal static void WriteBytes(scoped ref ByteSink sink, scoped ReadOnlySpan<byte> bytes)
    {
        sink.Put((byte)'"');
        var room = sink.Room(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, room, out _, out var written);
        sink.Advance(room[..written].TrimEnd((byte)'=').Length);
        sink.Put((byte)'"');
    }

    internal static void WriteInteger(scoped ref ByteSink sink, Int128 value)
    {
        value.TryFormat(sink.Room(EcmaNumber.LengthMax), out var written);
        sink.Advance(written);
    }

    static void WriteFloat(scoped ref ByteSink sink, double value) =>
        sink.Advance(EcmaNumber.Format(value, sink.Room(EcmaNumber.LengthMax)));
}
