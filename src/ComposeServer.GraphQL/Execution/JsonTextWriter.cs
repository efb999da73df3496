using System.Buffers;
using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Writes JSON as <c>JSON.stringify</c> does: no white space, nothing escaped beyond need, ECMAScript numbers.</summary>
/// <param name="output">Gets the text, at the latest with <see cref="Flush"/>.</param>
/// <remarks>Our own, since the framework's writer escapes more and knows neither these numbers nor finished pieces.</remarks>
public ref struct JsonTextWriter(IBufferWriter<byte> output)
{
    // Objects and lists within one untyped value; deeper ones, which only a resolver gone wrong makes, are written as null.
    const int UntypedDepthMax = 128;

    // Room asked for at once: small, so that the end of a buffer is not left empty. Every number fits.
    const int ChunkLength = 64;

    // At most three bytes for a UTF-16 unit.
    const int Utf8PerUnit = 3;
    static readonly SearchValues<char> Special = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, ' ').Select(c => (char)c))
    );

    Span<byte> free;
    int used;

    /// <summary>Finished JSON, copied.</summary>
    public void Raw(scoped ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            if (used == free.Length)
            {
                Take(length: 1);
            }

            var length = Math.Min(utf8.Length, free.Length - used);
            utf8[..length].CopyTo(free[used..]);
            used += length;
            utf8 = utf8[length..];
        }
    }

    /// <summary>Hands everything over to the output.</summary>
    public void Flush()
    {
        output.Advance(used);
        free = default;
        used = 0;
    }

    /// <summary>A text, with quotes.</summary>
    public void Text(string text)
    {
        Raw("\""u8);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAny(Special);
            plain = plain < 0 ? rest.Length : plain;
            Plain(rest[..plain]);
            if (plain == rest.Length)
            {
                break;
            }

            Escaped(rest[plain]);
            rest = rest[(plain + 1)..];
        }

        Raw("\""u8);
    }

    /// <summary>A whole number.</summary>
    public void Number(long number)
    {
        Reserve();
        Utf8Formatter.TryFormat(number, free[used..], out var written);
        used += written;
    }

    /// <summary>A finite number.</summary>
    public void Number(double number) => Ascii(NumberText.Of(number));

    /// <summary>Writes a leaf value or an untyped one; see <see cref="ResponseExtensions.Set"/> for the kinds.</summary>
    public void Value(object? value) => Value(value, depth: 0);

    void Value(object? value, int depth)
    {
        if (depth > UntypedDepthMax)
        {
            value = null;
        }

        switch (value)
        {
            case null:
                Raw("null"u8);
                break;
            case string text:
                Text(text);
                break;
            case bool flag:
                Raw(flag ? "true"u8 : "false"u8);
                break;
            case int number:
                Number(number);
                break;
            case long number:
                Number(number);
                break;
            case double number:
                FiniteOrNull(number);
                break;
            case float number:
                FiniteOrNull(number);
                break;
            case JsonElement json:
                Json(json);
                break;
            case CompletedJson completed:
                foreach (var piece in completed.Utf8)
                {
                    Raw(piece.Span);
                }

                break;
            case IReadOnlyDictionary<string, object?> members:
                Members(members, depth);
                break;
            case IEnumerable items:
                Items(items, depth);
                break;
            case byte or sbyte or short or ushort or uint:
                Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong or decimal:
                Ascii(((IFormattable)value).ToString(format: null, CultureInfo.InvariantCulture));
                break;
            case IFormattable formattable:
                Text(formattable.ToString(format: null, CultureInfo.InvariantCulture));
                break;
            default:
                Text(value.ToString() ?? "");
                break;
        }
    }

    void Members(IReadOnlyDictionary<string, object?> members, int depth)
    {
        var separator = "{"u8;
        foreach (var (name, value) in members)
        {
            Raw(separator);
            Text(name);
            Raw(":"u8);
            Value(value, depth + 1);
            separator = ","u8;
        }

        Raw(members.Count == 0 ? "{}"u8 : "}"u8);
    }

    void Items(IEnumerable items, int depth)
    {
        Raw("["u8);
        var isFirst = true;
        foreach (var item in items)
        {
            Raw(isFirst ? default : ","u8);
            Value(item, depth + 1);
            isFirst = false;
        }

        Raw("]"u8);
    }

    // Stored numbers and texts may be spelled in other ways than ours, so they are read and written anew.
    void Json(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var separator = "{"u8;
                foreach (var member in json.EnumerateObject())
                {
                    Raw(separator);
                    Text(member.Name);
                    Raw(":"u8);
                    Json(member.Value);
                    separator = ","u8;
                }

                Raw(separator[0] == '{' ? "{}"u8 : "}"u8);
                break;
            case JsonValueKind.Array:
                Raw("["u8);
                var isFirst = true;
                foreach (var item in json.EnumerateArray())
                {
                    Raw(isFirst ? default : ","u8);
                    Json(item);
                    isFirst = false;
                }

                Raw("]"u8);
                break;
            case JsonValueKind.String:
                Text(json.GetString()!);
                break;
            case JsonValueKind.Number:
                JsonNumber(json);
                break;
            default:
                Raw(
                    json.ValueKind switch
                    {
                        JsonValueKind.True => "true"u8,
                        JsonValueKind.False => "false"u8,
                        _ => "null"u8,
                    }
                );
                break;
        }
    }

    void JsonNumber(JsonElement json)
    {
        if (json.TryGetInt64(out var integer))
        {
            Number(integer);
        }
        else
        {
            FiniteOrNull(json.GetDouble());
        }
    }

    void FiniteOrNull(double number)
    {
        if (double.IsFinite(number))
        {
            Number(number);
        }
        else
        {
            Raw("null"u8);
        }
    }

    void Plain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Reserve();
            var length = Math.Min(text.Length, (free.Length - used) / Utf8PerUnit);

            // A pair must not be cut in two.
            if (length < text.Length && length > 1 && char.IsHighSurrogate(text[length - 1]))
            {
                length--;
            }

            var status = System.Text.Unicode.Utf8.FromUtf16(
                text[..length],
                free[used..],
                out var read,
                out var written,
                replaceInvalidSequences: false
            );
            used += written;
            text = text[read..];
            if (status != OperationStatus.Done)
            {
                Escaped(text[0]);
                text = text[1..];
            }
        }
    }

    void Escaped(char c) =>
        Ascii(
            c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                _ => $"\\u{(int)c:x4}",
            }
        );

    void Ascii(string text)
    {
        Reserve();
        used += Encoding.ASCII.GetBytes(text, free[used..]);
    }

    void Reserve()
    {
        if (free.Length - used < ChunkLength)
        {
            Take(ChunkLength);
        }
    }

    void Take(int length)
    {
        output.Advance(used);
        free = output.GetSpan(length);
        used = 0;
    }
}
