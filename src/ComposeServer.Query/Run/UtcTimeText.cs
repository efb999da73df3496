namespace ComposeServer.Query.Run;

/// <summary>Tells the common spelling of a time in UTC without looking closer: <c>"2026-12-01T09:30:00.123Z"</c>.</summary>
static class UtcTimeText
{
    const int SecondsEnd = 20;
    const int FractionMax = 9;

    /// <summary>Every month has so many days; the others are left to who knows the calendar.</summary>
    const int DayMax = 28;

    /// <summary>True only for texts that may go out as they are.</summary>
    /// <param name="text">JSON text, with quotes.</param>
    public static bool IsPlain(ReadOnlySpan<byte> text) =>
        text.Length >= SecondsEnd + 2
        && text[0] == '"'
        && text[5] == '-'
        && text[8] == '-'
        && text[11] == 'T'
        && text[14] == ':'
        && text[17] == ':'
        && text[^2] == 'Z'
        && text[^1] == '"'
        && IsIn(text[1..5], 1, 9999)
        && IsIn(text[6..8], 1, 12)
        && IsIn(text[9..11], 1, DayMax)
        && IsIn(text[12..14], 0, 23)
        && IsIn(text[15..17], 0, 59)
        && IsIn(text[18..20], 0, 59)
        && IsFraction(text[SecondsEnd..^2]);

    static bool IsFraction(ReadOnlySpan<byte> text) =>
        text.IsEmpty
        || (
            text[0] == '.'
            && text.Length is > 1 and <= FractionMax + 1
            && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        );

    static bool IsIn(ReadOnlySpan<byte> digits, int min, int max)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + digit - '0';
        }

        return number >= min && number <= max;
    }
}
