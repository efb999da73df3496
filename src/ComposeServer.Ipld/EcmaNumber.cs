using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ComposeServer.Ipld;

/// <summary>Numbers as JavaScript spells and tells them apart. Source: ECMA-262, Number::toString.</summary>
public static class EcmaNumber
{
    /// <summary>2⁵³−1: the largest integer of which JavaScript knows that it is one.</summary>
    public const long SafeIntegerMax = 9_007_199_254_740_991;

    /// <summary>Longest spelling, in characters: sign, 17 digits, point, <c>e-324</c>; or <c>0.000000</c> and 17 digits.</summary>
    public const int LengthMax = 25;

    /// <summary>The shortest digits that give the same number back, laid out as JavaScript does.</summary>
    public static string Format(double value)
    {
        Span<byte> text = stackalloc byte[LengthMax];
        return Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>As <see cref="Format(double)"/>, in ASCII.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="target">At least <see cref="LengthMax"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Format(double value, Span<byte> target)
    {
        if (IsSafeInteger(value))
        {
            Utf8Formatter.TryFormat((long)value, target, out var whole);
            return whole;
        }

        if (!double.IsFinite(value))
        {
            var name =
                double.IsNaN(value) ? "NaN"u8
                : value > 0 ? "Infinity"u8
                : "-Infinity"u8;
            name.CopyTo(target);
            return name.Length;
        }

        // .NET finds the same shortest digits; only the layout differs.
        Span<byte> scientific = stackalloc byte[32];
        value.TryFormat(scientific, out var length, "R", CultureInfo.InvariantCulture);
        return Layout(scientific[..length], target);
    }

    /// <summary>The JS rule for numbers of documents: integral within ± (2⁵³−1) is an integer (−0 is 0), all else is a float.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN or infinite.</exception>
    public static IpldValue ToIpld(double value) =>
        IsSafeInteger(value) ? IpldInteger.Of((long)value) : new IpldFloat(value);

    /// <summary>True for integral values within ± (2⁵³−1).</summary>
    public static bool IsSafeInteger(double value) => Math.Abs(value) <= SafeIntegerMax && Math.Floor(value) == value;

    /// <summary>Takes .NET's spelling apart and lays the same digits out anew.</summary>
    static int Layout(ReadOnlySpan<byte> spelled, Span<byte> target)
    {
        var at = 0;
        if (spelled[0] == '-')
        {
            target[at++] = (byte)'-';
            spelled = spelled[1..];
        }

        var exponent = 0;
        var mark = spelled.IndexOf((byte)'E');
        if (mark >= 0)
        {
            exponent = int.Parse(spelled[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            spelled = spelled[..mark];
        }

        // The number is 0.d₁d₂… × 10^point, d₁ not zero.
        Span<byte> digits = stackalloc byte[spelled.Length];
        var whole = spelled.IndexOf((byte)'.');
        var count = 0;
        foreach (var b in spelled)
        {
            if (b != '.')
                digits[count++] = b;
        }

        var zeros = digits[..count].IndexOfAnyExcept((byte)'0');
        var point = (whole < 0 ? count : whole) + exponent - zeros;
        return at + Layout(digits[zeros..count].TrimEnd((byte)'0'), point, target[at..]);
    }

    static int Layout(ReadOnlySpan<byte> digits, int point, Span<byte> target)
    {
        const int PlainMost = 21;
        const int PlainLeast = -5;
        switch (point)
        {
            case > 0 and <= PlainMost when digits.Length <= point:
                digits.CopyTo(target);
                target[digits.Length..point].Fill((byte)'0');
                return point;
            case > 0 and <= PlainMost:
                digits[..point].CopyTo(target);
                target[point] = (byte)'.';
                digits[point..].CopyTo(target[(point + 1)..]);
                return digits.Length + 1;
            case >= PlainLeast and <= 0:
                target[..(2 - point)].Fill((byte)'0');
                target[1] = (byte)'.';
                digits.CopyTo(target[(2 - point)..]);
                return 2 - point + digits.Length;
        }

        target[0] = digits[0];
        var at = 1;
        if (digits.Length > 1)
        {
            target[at++] = (byte)'.';
            digits[1..].CopyTo(target[at..]);
            at += digits.Length - 1;
        }

        target[at++] = (byte)'e';
        target[at++] = point > 0 ? (byte)'+' : (byte)'-';
        Utf8Formatter.TryFormat(Math.Abs(point - 1), target[at..], out var written);
        return at + written;
    }
}
