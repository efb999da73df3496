using System.Text;

namespace ComposeServer.GraphQL.Language;

/// <summary>Escape sequences of quoted strings. Source: GraphQL October 2021, 2.9.4, and the braced form of the later text.</summary>
static class StringEscape
{
    // No braced form is longer than \u{00000000}.
    const int BracedLengthMax = 12;
    const int FixedLength = 6;

    /// <summary>Reads one escape sequence.</summary>
    /// <param name="source">Starts at the backslash.</param>
    /// <param name="value">The character it means.</param>
    /// <param name="length">Bytes of the sequence; when it is faulty, how much of it a message shows, in UTF-16 units.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out Rune value, out int length)
    {
        if (At(source, 1) == 'u')
        {
            return At(source, 2) == '{'
                ? TryReadBraced(source, out value, out length)
                : TryReadFixed(source, out value, out length);
        }

        length = 2;
        var c = At(source, 1) switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        value = new Rune(c);
        return c != '\0';
    }

    static bool TryReadBraced(ReadOnlySpan<byte> source, out Rune value, out int length)
    {
        var point = 0;
        length = 3;
        while (length < BracedLengthMax)
        {
            var next = At(source, length++);
            if (next == '}')
            {
                value = default;
                return length > 4 && Rune.TryCreate(point, out value);
            }

            point = (point << 4) | HexDigit(next);
            if (point < 0)
            {
                break;
            }
        }

        value = default;
        return false;
    }

    static bool TryReadFixed(ReadOnlySpan<byte> source, out Rune value, out int length)
    {
        length = FixedLength;
        var code = FourDigits(source, 2);
        if (Rune.TryCreate(code, out value))
        {
            return true;
        }

        // A pair of surrogates, each escaped, is one character, as in JSON.
        if (code < 0 || At(source, 6) != '\\' || At(source, 7) != 'u')
        {
            return false;
        }

        var trailing = FourDigits(source, 8);
        if (trailing < 0 || !Rune.TryCreate((char)code, (char)trailing, out value))
        {
            return false;
        }

        length = 2 * FixedLength;
        return true;
    }

    static int FourDigits(ReadOnlySpan<byte> source, int at) =>
        (HexDigit(At(source, at)) << 12)
        | (HexDigit(At(source, at + 1)) << 8)
        | (HexDigit(At(source, at + 2)) << 4)
        | HexDigit(At(source, at + 3));

    // Negative for what is no digit, which stays negative through shifting and joining.
    static int HexDigit(int c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'A' and <= 'F' => c - 'A' + 10,
            >= 'a' and <= 'f' => c - 'a' + 10,
            _ => -1,
        };

    static int At(ReadOnlySpan<byte> source, int index) => index < source.Length ? source[index] : -1;
}
