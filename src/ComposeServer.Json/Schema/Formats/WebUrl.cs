using System.Globalization;

namespace ComposeServer.Json.Schema.Formats;

/// <summary>The format <c>url</c>: http, https or ftp to a public address or a name with a top-level domain.</summary>
/// <remarks>As ajv-formats 2.1.1, which takes over a widely used rule of the web; private and reserved IPv4 ranges are refused.</remarks>
static class WebUrl
{
    public static bool IsUrl(ReadOnlySpan<char> text)
    {
        if (!TakeScheme(ref text) || HasSpace(text))
            return false;
        if (IsHostAndPath(text))
            return true;
        // Any @ may end the user part, which may hold more of them.
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '@' && IsHostAndPath(text[(i + 1)..]))
                return true;
        }
        return false;
    }

    static bool TakeScheme(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOf("://");
        if (end < 0)
            return false;
        var scheme = text[..end];
        text = text[(end + 3)..];
        // Case folding under the flag u makes the long s an s.
        return scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("ftp", StringComparison.OrdinalIgnoreCase)
            || (
                scheme.Length == 5
                && scheme[..4].Equals("http", StringComparison.OrdinalIgnoreCase)
                && scheme[4] is 's' or 'S' or '\u017F'
            );
    }

    static bool IsHostAndPath(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (IsNameChar(text[length]) || text[length] is '-' or '.'))
            length++;
        var host = text[..length];
        return (IsPublicAddress(host) || IsName(host)) && IsPortAndPath(text[length..]);
    }

    static bool IsPortAndPath(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] == ':')
        {
            var digits = 1;
            while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                digits++;
            if (digits is < 3 or > 6)
                return false;
            text = text[digits..];
        }
        return text.IsEmpty || text[0] == '/';
    }

    static bool HasSpace(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (EcmaSpace.Is(c))
                return true;
        }
        return false;
    }

    static bool IsNameChar(char c) => char.IsAsciiLetterOrDigit(c) || (c >= '\u00A1' && !char.IsSurrogate(c));

    static bool IsName(ReadOnlySpan<char> host)
    {
        var labels = 0;
        var last = default(ReadOnlySpan<char>);
        foreach (var part in host.Split('.'))
        {
            last = host[part];
            labels++;
            if (last.IsEmpty || last[0] == '-' || last[^1] == '-' || last.Contains("--", StringComparison.Ordinal))
                return false;
        }
        return labels >= 2 && last.Length >= 2 && !last.Contains('-') && !last.ContainsAnyInRange('0', '9');
    }

    static bool IsPublicAddress(ReadOnlySpan<char> host)
    {
        Span<int> octets = stackalloc int[4];
        var count = 0;
        foreach (var part in host.Split('.'))
        {
            var text = host[part];
            if (
                count == 4
                || text.Length is < 1 or > 3
                || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out octets[count])
            )
                return false;
            // Inner numbers may be padded to two digits, the outer ones not at all.
            var isPadded = text[0] == '0' && (count is 0 or 3 || text.Length == 3);
            if (isPadded || octets[count] > 255)
                return false;
            count++;
        }
        return count == 4
            && octets[0] is >= 1 and <= 223 and not (10 or 127)
            && octets[3] <= 254
            && (octets[0], octets[1]) is not ((169, 254) or (192, 168))
            && !(octets[0] == 172 && octets[1] is >= 16 and <= 31);
    }
}
