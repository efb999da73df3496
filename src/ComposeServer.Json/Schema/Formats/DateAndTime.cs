namespace ComposeServer.Json.Schema.Formats;

/// <summary>Dates, times and durations. Source: RFC 3339, with the leniencies of ajv-formats 2.1.1 named below.</summary>
static class DateAndTime
{
    /// <summary><c>YYYY-MM-DD</c>, a day that exists.</summary>
    public static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return false;
        if (
            !TryDigits(text[..4], out var year)
            || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..], out var day)
        )
            return false;
        return month is >= 1 and <= 12 && day >= 1 && day <= Days(year, month);
    }

    /// <summary><c>hh:mm:ss</c> with an optional fraction and an optional zone; second 60 only in the last minute of a day.</summary>
    public static bool IsTime(ReadOnlySpan<char> text) =>
        IsShapedAsTime(text, out var hour, out var minute, out var second)
        && ((hour <= 23 && minute <= 59 && second <= 59) || (hour == 23 && minute == 59 && second == 60));

    /// <summary>As <see cref="IsTime"/>, whatever the numbers are.</summary>
    public static bool IsShapedAsTime(ReadOnlySpan<char> text, out int hour, out int minute, out int second)
    {
        (hour, minute, second) = (0, 0, 0);
        return text.Length >= 8
            && text[2] == ':'
            && text[5] == ':'
            && TryDigits(text[..2], out hour)
            && TryDigits(text[3..5], out minute)
            && TryDigits(text[6..8], out second)
            && IsZone(text[TimeLength(text)..]);
    }

    /// <summary>A date and a time parted by <c>T</c>, <c>t</c> or one white space character. The zone may be missing.</summary>
    public static bool IsDateTime(ReadOnlySpan<char> text)
    {
        var split = Separator(text);
        return split >= 0 && Separator(text[(split + 1)..]) < 0 && IsDate(text[..split]) && IsTime(text[(split + 1)..]);
    }

    /// <summary><c>P1Y2M3DT4H5M6S</c> with at least one part, each whole; or weeks alone.</summary>
    public static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != 'P')
            return false;
        var rest = text[1..];
        if (TakeUnit(ref rest, 'W'))
            return rest.IsEmpty;
        foreach (var unit in "YMD")
            TakeUnit(ref rest, unit);
        if (rest.IsEmpty)
            return true;
        if (rest[0] != 'T' || rest.Length < 2 || !char.IsAsciiDigit(rest[1]))
            return false;
        rest = rest[1..];
        foreach (var unit in "HMS")
            TakeUnit(ref rest, unit);
        return rest.IsEmpty;
    }

    /// <summary>Where date and time part; −1 when nowhere.</summary>
    public static int Separator(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is 't' or 'T' || EcmaSpace.Is(text[i]))
                return i;
        }
        return -1;
    }

    /// <summary>Length of hours, minutes, seconds and fraction.</summary>
    public static int TimeLength(ReadOnlySpan<char> time)
    {
        if (time.Length < 10 || time[8] != '.' || !char.IsAsciiDigit(time[9]))
            return 8;
        var end = 9;
        while (end < time.Length && char.IsAsciiDigit(time[end]))
            end++;
        return end;
    }

    /// <summary>Nothing, <c>Z</c>, <c>+hh</c>, <c>+hhmm</c> or <c>+hh:mm</c>, of any size.</summary>
    static bool IsZone(ReadOnlySpan<char> zone) =>
        zone.Length switch
        {
            0 => true,
            1 => zone[0] is 'z' or 'Z',
            3 or 5 => zone[0] is '+' or '-' && TryDigits(zone[1..], out _),
            6 => zone[0] is '+' or '-' && zone[3] == ':' && TryDigits(zone[1..3], out _) && TryDigits(zone[4..], out _),
            _ => false,
        };

    static bool TakeUnit(ref ReadOnlySpan<char> rest, char unit)
    {
        var digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        if (digits == 0 || digits >= rest.Length || rest[digits] != unit)
            return false;
        rest = rest[(digits + 1)..];
        return true;
    }

    static bool TryDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            number = (number * 10) + (c - '0');
        }
        return true;
    }

    static int Days(int year, int month) =>
        month switch
        {
            2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
            4 or 6 or 9 or 11 => 30,
            _ => 31,
        };
}
