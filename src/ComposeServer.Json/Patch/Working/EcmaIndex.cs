using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

/// <summary>How JavaScript turns texts and values into list indices. Source: ECMA-262, ToInt32, StringToNumber, ArraySetLength.</summary>
static class EcmaIndex
{
    static readonly SearchValues<char> DecimalChars = SearchValues.Create("0123456789.eE+-");

    static readonly char[] WhiteSpace =
    [
        '\t',
        '\n',
        '\v',
        '\f',
        '\r',
        ' ',
        '\u00a0',
        '\u1680',
        '\u2000',
        '\u2001',
        '\u2002',
        '\u2003',
        '\u2004',
        '\u2005',
        '\u2006',
        '\u2007',
        '\u2008',
        '\u2009',
        '\u200a',
        '\u2028',
        '\u2029',
        '\u202f',
        '\u205f',
        '\u3000',
        '\ufeff',
    ];

    /// <summary>The index that a path segment names: digits only, cut to 32 bits; empty is 0; <c>-</c> is the end.</summary>
    /// <returns>Null for another text, which names a member of the list instead. May be negative.</returns>
    public static int? Of(string segment, int count)
    {
        if (segment == "-")
            return count;
        var bits = 0u;
        foreach (var c in segment)
        {
            if (!char.IsAsciiDigit(c))
                return null;
            bits = unchecked((bits * 10) + (uint)(c - '0'));
        }
        // Beyond 2^53 the double that JavaScript makes of the digits has lost its low bits.
        return segment.Length <= 15
            ? unchecked((int)bits)
            : ToInt32(double.Parse(segment, CultureInfo.InvariantCulture));
    }

    /// <summary>Where <c>splice</c> begins: negative counts from the end.</summary>
    public static int Clamp(long index, int count) =>
        (int)(index < 0 ? Math.Max(count + index, 0) : Math.Min(index, count));

    /// <summary>The number that <c>splice</c> makes of a text: 0 when it is none.</summary>
    public static long Coerce(string text)
    {
        var number = ToNumber(text);
        return double.IsNaN(number) ? 0 : (long)Math.Clamp(Math.Truncate(number), int.MinValue, int.MaxValue);
    }

    /// <summary>The length that assigning this value sets; null when JavaScript throws.</summary>
    public static long? Length(Slot value)
    {
        if (value.Opened is not null)
            return null;
        var number = value.Kind switch
        {
            JsonValueKind.Number => double.Parse(value.Closed.Raw(), CultureInfo.InvariantCulture),
            JsonValueKind.String => ToNumber(value.Closed.Text()),
            JsonValueKind.True => 1,
            JsonValueKind.False or JsonValueKind.Null => 0,
            _ => double.NaN,
        };
        return number >= 0 && number <= uint.MaxValue && number == Math.Truncate(number) ? (long)number : null;
    }

    static double ToNumber(string text)
    {
        text = text.Trim(WhiteSpace);
        if (text.Length == 0)
            return 0;
        if (text.Length > 2 && text[0] == '0' && (text[1] | 0x20) is 'x' or 'o' or 'b')
            return Prefixed(
                text.AsSpan(2),
                (text[1] | 0x20) switch
                {
                    'x' => 16,
                    'o' => 8,
                    _ => 2,
                }
            );
        if (text is "Infinity" or "+Infinity")
            return double.PositiveInfinity;
        if (text is "-Infinity")
            return double.NegativeInfinity;
        return
            text.AsSpan().ContainsAnyExcept(DecimalChars)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? double.NaN
            : number;
    }

    static double Prefixed(ReadOnlySpan<char> digits, int radix)
    {
        var number = 0d;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return double.NaN;
            number = (number * radix) + digit;
        }
        return number;
    }

    static int ToInt32(double number)
    {
        if (!double.IsFinite(number))
            return 0;
        var wrapped = Math.Truncate(number) % 4294967296d;
        return unchecked((int)(uint)wrapped);
    }
}
