using System.Globalization;
using System.Text;

namespace ComposeServer.Json;

/// <summary>Numbers as JavaScript has them. Source: ECMA-262, Number::toString.</summary>
static class EcmaNumber
{
    // A literal of fewer characters without an exponent is below 10^300.
    const int SurelyFinite = 300;

    /// <summary>False when a double cannot hold the literal, which JavaScript reads as infinite.</summary>
    public static bool IsFinite(ReadOnlySpan<byte> literal) =>
        (literal.Length < SurelyFinite && !literal.ContainsAny((byte)'e', (byte)'E'))
        || double.IsFinite(Parse(literal));

    public static double Parse(ReadOnlySpan<byte> literal) =>
        double.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The text of a number literal after JavaScript has read it.</summary>
    public static string Format(ReadOnlySpan<byte> literal)
    {
        var number = Parse(literal);
        if (number == 0)
            return "0";
        if (!double.IsFinite(number))
            return number > 0 ? "Infinity" : "-Infinity";
        // The shortest digits that read back, with a point somewhere or an exponent.
        var text = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text : text[..e];
        var exponent =
            e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? at : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (number < 0 ? "-" : "") + Layout(digits.Trim('0'), point - leading + exponent);
    }

    /// <summary>Places the point, or writes an exponent.</summary>
    /// <param name="digits">Without zeros at either end.</param>
    /// <param name="point">Where the decimal point stands, counted from the first digit.</param>
    static string Layout(string digits, int point)
    {
        if (point is > 0 and <= 21)
            return digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
        if (point is > -6 and <= 0)
            return $"0.{new string('0', -point)}{digits}";
        var exponent = point - 1;
        var text = new StringBuilder().Append(digits[0]);
        if (digits.Length > 1)
            text.Append('.').Append(digits, 1, digits.Length - 1);
        return text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent)).ToString();
    }
}
