using System.Globalization;

namespace ComposeServer.Json.Schema.Formats;

/// <summary>Addresses. Source: RFC 4291 section 2.2, RFC 3986 section 3.2.2.</summary>
static class IpFormats
{
    /// <summary>Four numbers up to 255.</summary>
    /// <param name="text">The address.</param>
    /// <param name="leadingZeros">Each number may be padded to three digits.</param>
    public static bool IsIpv4(ReadOnlySpan<char> text, bool leadingZeros)
    {
        var count = 0;
        foreach (var part in text.Split('.'))
        {
            if (++count > 4 || !IsOctet(text[part], leadingZeros))
                return false;
        }
        return count == 4;
    }

    /// <summary>Eight groups, at most one run of them left out; the last two may be an IPv4 address.</summary>
    /// <inheritdoc cref="IsIpv4"/>
    public static bool IsIpv6(ReadOnlySpan<char> text, bool leadingZeros)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
            return Groups(text, mayEndInIpv4: true, leadingZeros) == 8;
        var before = gap == 0 ? 0 : Groups(text[..gap], mayEndInIpv4: false, leadingZeros);
        var tail = text[(gap + 2)..];
        var after = tail.IsEmpty ? 0 : Groups(tail, mayEndInIpv4: true, leadingZeros);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /// <summary>Counts groups parted by single colons; −1 when one is malformed.</summary>
    static int Groups(ReadOnlySpan<char> text, bool mayEndInIpv4, bool leadingZeros)
    {
        var count = 0;
        while (true)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && mayEndInIpv4 && group.Contains('.'))
                return IsIpv4(group, leadingZeros) ? count + 2 : -1;
            if (group.Length is < 1 or > 4 || !IsHex(group))
                return -1;
            count++;
            if (colon < 0)
                return count;
            text = text[(colon + 1)..];
        }
    }

    static bool IsHex(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }
        return true;
    }

    static bool IsOctet(ReadOnlySpan<char> text, bool leadingZeros) =>
        text.Length is >= 1 and <= 3
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= 255
        && (leadingZeros || text.Length == 1 || text[0] != '0');
}
