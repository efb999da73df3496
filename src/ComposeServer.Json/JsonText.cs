using System.Buffers;
using System.Text;

namespace ComposeServer.Json;

/// <summary>JSON string contents between their quotes: raw UTF-8 as spelled, and UTF-16 as meant.</summary>
/// <remarks>
/// Total functions: a lone surrogate stays one (UTF-16 can hold it), bytes that are not UTF-8 become U+FFFD. The framework's own
/// readers throw on both. Escapes are written as ECMAScript <c>JSON.stringify</c> does.
/// </remarks>
static class JsonText
{
    static readonly SearchValues<char> MustEscape = SearchValues.Create(EscapedChars());

    /// <summary>Reads the content of a JSON string that a JSON parser has accepted.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var escape = raw.IndexOf((byte)'\\');
        if (escape < 0)
            return Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(raw.Length);
        while (escape >= 0)
        {
            text.Append(Encoding.UTF8.GetString(raw[..escape]));
            raw = raw[(escape + 1)..];
            text.Append(Unescape(raw, out var taken));
            raw = raw[taken..];
            escape = raw.IndexOf((byte)'\\');
        }
        return text.Append(Encoding.UTF8.GetString(raw)).ToString();
    }

    /// <summary>The UTF-16 code unit named after a backslash.</summary>
    /// <param name="afterBackslash">Starts with the letter of the escape.</param>
    /// <param name="taken">Bytes read: 1, or 5 for <c>uXXXX</c>.</param>
    public static char Unescape(ReadOnlySpan<byte> afterBackslash, out int taken)
    {
        taken = 1;
        switch (afterBackslash[0])
        {
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'u':
                taken = 5;
                var unit = 0;
                foreach (var digit in afterBackslash.Slice(1, 4))
                    unit = (unit << 4) | HexValue(digit);
                return (char)unit;
            default:
                return (char)afterBackslash[0];
        }
    }

    /// <summary>Bytes of the string literal, its two quotes included.</summary>
    public static int LiteralLength(string text)
    {
        if (!text.AsSpan().ContainsAny(MustEscape))
            return Encoding.UTF8.GetByteCount(text) + 2;
        var buffer = new ArrayBufferWriter<byte>(text.Length + 16);
        WriteLiteral(buffer, text);
        return buffer.WrittenCount;
    }

    /// <summary>The string literal with its quotes.</summary>
    public static byte[] Literal(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 2);
        WriteLiteral(buffer, text);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the string literal with its quotes.</summary>
    public static void WriteLiteral(IBufferWriter<byte> target, string text)
    {
        target.Write("\""u8);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAny(MustEscape);
            if (plain != 0)
            {
                Encoding.UTF8.GetBytes(plain < 0 ? rest : rest[..plain], target);
                if (plain < 0)
                    break;
                rest = rest[plain..];
            }
            if (char.IsHighSurrogate(rest[0]) && rest.Length > 1 && char.IsLowSurrogate(rest[1]))
            {
                Encoding.UTF8.GetBytes(rest[..2], target);
                rest = rest[2..];
                continue;
            }
            WriteEscape(target, rest[0]);
            rest = rest[1..];
        }
        target.Write("\""u8);
    }

    static void WriteEscape(IBufferWriter<byte> target, char unit)
    {
        switch (unit)
        {
            case '"':
                target.Write("\\\""u8);
                break;
            case '\\':
                target.Write("\\\\"u8);
                break;
            case '\b':
                target.Write("\\b"u8);
                break;
            case '\f':
                target.Write("\\f"u8);
                break;
            case '\n':
                target.Write("\\n"u8);
                break;
            case '\r':
                target.Write("\\r"u8);
                break;
            case '\t':
                target.Write("\\t"u8);
                break;
            default:
                var hex = target.GetSpan(6);
                "\\u"u8.CopyTo(hex);
                ((int)unit).TryFormat(hex[2..], out _, "x4");
                target.Advance(6);
                break;
        }
    }

    static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    static char[] EscapedChars()
    {
        var units = Enumerable.Range(0, 0x20).Append('"').Append('\\').Concat(Enumerable.Range(0xD800, 0x800));
        return units.Select(unit => (char)unit).ToArray();
    }
}
