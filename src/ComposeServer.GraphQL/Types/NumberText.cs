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

        // "E16" keeps 17 digits, "R" the shortest that reads back: take the digits of the shortest form.
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var point = int.Parse(
            shortest.AsSpan(shortest.IndexOf('E') + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        var mantissa = text.Contains('E', StringComparison.Ordinal) ? text[..text.IndexOf('E')] : text;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
        var sign = value < 0 ? "-" : "";
        return sign + Lay(digits, point);
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
