namespace ComposeServer.Json.Schema.Formats;

/// <summary>Compares two texts of a format; null when one of them is not comparable.</summary>
delegate int? FormatOrder(ReadOnlySpan<char> left, ReadOnlySpan<char> right);

/// <summary>The orders of dates and times, by their digits alone: zones are not looked at.</summary>
static class FormatOrders
{
    public static int? Date(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.IsEmpty || right.IsEmpty ? null : Math.Sign(left.SequenceCompareTo(right));

    public static int? Time(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (!IsShapedAsTime(left) || !IsShapedAsTime(right))
            return null;
        return Math.Sign(
            left[..DateAndTime.TimeLength(left)].SequenceCompareTo(right[..DateAndTime.TimeLength(right)])
        );
    }

    public static int? DateTime(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return null;
        Split(left, out var leftDate, out var leftTime);
        Split(right, out var rightDate, out var rightTime);
        return Date(leftDate, rightDate) is { } order && order != 0 ? order
            : leftDate.IsEmpty || rightDate.IsEmpty ? null
            : Time(leftTime, rightTime);
    }

    static void Split(ReadOnlySpan<char> text, out ReadOnlySpan<char> date, out ReadOnlySpan<char> time)
    {
        var at = DateAndTime.Separator(text);
        date = at < 0 ? text : text[..at];
        time = at < 0 ? default : text[(at + 1)..];
        var end = DateAndTime.Separator(time);
        time = end < 0 ? time : time[..end];
    }

    static bool IsShapedAsTime(ReadOnlySpan<char> text) => DateAndTime.IsShapedAsTime(text, out _, out _, out _);
}
