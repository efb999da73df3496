using System.Globalization;

namespace ComposeServer.Json;

/// <summary>Exact comparison of JSON number literals, without allocation and whatever their size.</summary>
/// <remarks>Source: RFC 8259 section 6. A literal is read as sign × 0.d₁d₂…dₙ × 10^exponent with d₁ ≠ 0.</remarks>
readonly ref struct NumberText
{
    // Beyond this an exponent only says "huge" or "tiny"; literals are bounded by the size of the document.
    const long ExponentMax = 1L << 40;

    readonly ReadOnlySpan<byte> whole;
    readonly ReadOnlySpan<byte> fraction;
    readonly long exponent;
    readonly int sign;

    NumberText(ReadOnlySpan<byte> literal)
    {
        var negative = literal[0] == '-';
        if (negative)
            literal = literal[1..];
        var scale = 0L;
        var e = literal.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0)
        {
            scale = Exponent(literal[(e + 1)..]);
            literal = literal[..e];
        }
        var point = literal.IndexOf((byte)'.');
        whole = (point < 0 ? literal : literal[..point]).TrimStart((byte)'0');
        fraction = point < 0 ? default : literal[(point + 1)..].TrimEnd((byte)'0');
        if (whole.IsEmpty)
        {
            var digits = fraction.TrimStart((byte)'0');
            exponent = scale - (fraction.Length - digits.Length);
            fraction = digits;
        }
        else
        {
            exponent = scale + whole.Length;
            if (fraction.IsEmpty)
                whole = whole.TrimEnd((byte)'0');
        }
        sign =
            Digits == 0 ? 0
            : negative ? -1
            : 1;
    }

    int Digits => whole.Length + fraction.Length;

    /// <summary>Negative, zero or positive, as the left literal is less than, equal to or greater than the right.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
            return 0;
        var a = new NumberText(left);
        var b = new NumberText(right);
        if (a.sign != b.sign || a.sign == 0)
            return a.sign.CompareTo(b.sign);
        return a.sign * a.CompareMagnitude(b);
    }

    /// <summary>True when the value is whole, also when spelled <c>1.0</c> or <c>1e3</c>.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> literal)
    {
        if (!literal.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
            return true;
        var number = new NumberText(literal);
        return number.sign == 0 || number.exponent >= number.Digits;
    }

    int CompareMagnitude(NumberText other)
    {
        if (exponent != other.exponent)
            return exponent.CompareTo(other.exponent);
        var digits = Math.Max(Digits, other.Digits);
        for (var i = 0; i < digits; i++)
        {
            var difference = Digit(i) - other.Digit(i);
            if (difference != 0)
                return difference;
        }
        return 0;
    }

    int Digit(int at) =>
        at < whole.Length ? whole[at]
        : at - whole.Length < fraction.Length ? fraction[at - whole.Length]
        : '0';

    static long Exponent(ReadOnlySpan<byte> text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return Math.Clamp(exponent, -ExponentMax, ExponentMax);
        return text[0] == '-' ? -ExponentMax : ExponentMax;
    }
}
