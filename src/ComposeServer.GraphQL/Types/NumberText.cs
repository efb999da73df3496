using System.Globalization;

namespace ComposeServer.GraphQL.Types;

/// <summary>Numbers as ECMAScript writes them (ECMA-262, Number::toString), which is how messages and defaults are printed.</summary>
static class NumberText
{
    // From these decimal exponents on, ECMAScript writes an exponent.
    const int PlainExponentMin = -7;
    const int PlainExponentMax = 21;

    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (value == 0)
        {
            return "0";
        }

        // The shortest digits that read back, with or without an exponent of their own.
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text : text[..e];
        var exponent =
            e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? mantissa.Length : point) + exponent;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        var sign = value < 0 ? "-" : "";
        return sign + Lay(digits.Trim('0'), whole - leading - 1);
    }

    /// <summary>Whether the text is an integer without leading zeros, which is how an integer literal looks.</summary>
    public static bool IsIntegerLiteral(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("-"))
        {
            text = text[1..];
        }

        return text is "0"
            || (text.Length > 0 && text[0] is >= '1' and <= '9' && !text.ContainsAnyExceptInRange('0', '9'));
    }

    /// <summary>Sets the decimal point; <paramref name="exponent"/> is that of the first digit.</summary>
    static string Lay(string digits, int exponent)
    {
        if (exponent is < PlainExponentMin + 1 or >= PlainExponentMax)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0')
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }
}
