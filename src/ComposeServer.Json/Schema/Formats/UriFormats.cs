using System.Buffers;

namespace ComposeServer.Json.Schema.Formats;

/// <summary>URIs and templates. Source: RFC 3986 and RFC 6570, as lenient as ajv-formats 2.1.1.</summary>
/// <remarks>
/// Everything an authority may hold, but for an address in brackets, may stand in a path too; so a URI is a scheme and a run of path
/// characters, or it has brackets in the one place where they are allowed.
/// </remarks>
static class UriFormats
{
    const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    const string SubDelimiters = "!$&'()*+,;=";

    static readonly SearchValues<char> UserInfo = SearchValues.Create($"{Unreserved}{SubDelimiters}:");
    static readonly SearchValues<char> Path = SearchValues.Create($"{Unreserved}{SubDelimiters}:@/");
    static readonly SearchValues<char> QuotedPath = SearchValues.Create($"{Unreserved}{SubDelimiters}:@/\"");
    static readonly SearchValues<char> Query = SearchValues.Create($"{Unreserved}{SubDelimiters}:@/?");
    static readonly SearchValues<char> QuotedQuery = SearchValues.Create($"{Unreserved}{SubDelimiters}:@/?\"");
    static readonly SearchValues<char> Scheme = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
    );
    static readonly SearchValues<char> NotInTemplate = SearchValues.Create([
        .. Enumerable.Range(0, 0x21).Select(c => (char)c),
        .. "\"'<>%\\^`{|}",
    ]);

    /// <summary>With a scheme and something after it.</summary>
    public static bool IsUri(ReadOnlySpan<char> text) =>
        TakeScheme(ref text) && TakeTail(ref text, Query) && !text.IsEmpty && IsHierarchy(text, Path);

    /// <summary>Scheme and all else may be missing. A double quote is let through outside the user part.</summary>
    public static bool IsReference(ReadOnlySpan<char> text)
    {
        if (!TakeTail(ref text, QuotedQuery))
            return false;
        if (IsHierarchy(text, QuotedPath))
            return true;
        return TakeScheme(ref text) && IsHierarchy(text, QuotedPath);
    }

    /// <summary>Literal characters and expressions in braces.</summary>
    public static bool IsTemplate(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (text[0] == '{')
            {
                var close = text.IndexOf('}');
                if (close < 0 || !IsExpression(text[1..close]))
                    return false;
                text = text[(close + 1)..];
            }
            else if (text[0] == '%')
            {
                if (!IsEncoded(text))
                    return false;
                text = text[3..];
            }
            else if (NotInTemplate.Contains(text[0]))
                return false;
            else
                text = text[1..];
        }
        return true;
    }

    /// <summary>Only these characters and percent-encoded bytes.</summary>
    public static bool IsRun(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        while (true)
        {
            var stop = text.IndexOfAnyExcept(allowed);
            if (stop < 0)
                return true;
            text = text[stop..];
            if (!IsEncoded(text))
                return false;
            text = text[3..];
        }
    }

    static bool IsEncoded(ReadOnlySpan<char> text) =>
        text.Length >= 3 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);

    static bool TakeScheme(ref ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(Scheme))
            return false;
        text = text[(colon + 1)..];
        return true;
    }

    /// <summary>Cuts query and fragment off.</summary>
    static bool TakeTail(ref ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        var hash = text.IndexOf('#');
        if (hash >= 0)
        {
            if (!IsRun(text[(hash + 1)..], allowed))
                return false;
            text = text[..hash];
        }
        var question = text.IndexOf('?');
        if (question >= 0)
        {
            if (!IsRun(text[(question + 1)..], allowed))
                return false;
            text = text[..question];
        }
        return true;
    }

    static bool IsHierarchy(ReadOnlySpan<char> text, SearchValues<char> path)
    {
        var open = text.IndexOf('[');
        return open < 0 ? IsRun(text, path) : IsBracketed(text, open, path);
    }

    /// <summary>One or two slashes, user part, address in brackets, port, path.</summary>
    static bool IsBracketed(ReadOnlySpan<char> text, int open, SearchValues<char> path)
    {
        var before = text[..open];
        if (!before.StartsWith("/"))
            return false;
        before = before[(before.StartsWith("//") ? 2 : 1)..];
        if (!before.IsEmpty && (before[^1] != '@' || !IsRun(before[..^1], UserInfo)))
            return false;
        var close = text.IndexOf(']');
        if (close < open || !IsAddress(text[(open + 1)..close]))
            return false;
        var after = text[(close + 1)..];
        if (after.StartsWith(":"))
        {
            after = after[1..];
            after = after[(after.IndexOfAnyExceptInRange('0', '9') is >= 0 and var digits ? digits : after.Length)..];
        }
        return after.IsEmpty || (after[0] == '/' && IsRun(after, path));
    }

    static bool IsAddress(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('v' or 'V'))
            return IpFormats.IsIpv6(text, leadingZeros: true);
        var dot = text.IndexOf('.');
        if (dot < 2 || dot + 1 == text.Length)
            return false;
        foreach (var c in text[1..dot])
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }
        return !text[(dot + 1)..].ContainsAnyExcept(UserInfo);
    }

    static bool IsExpression(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && "+#./;?&=,!@|".Contains(text[0]))
            text = text[1..];
        foreach (var part in text.Split(','))
        {
            if (!IsVariable(text[part]))
                return false;
        }
        return true;
    }

    static bool IsVariable(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("*"))
            text = text[..^1];
        else if (text.LastIndexOf(':') is >= 0 and var colon)
        {
            var length = text[(colon + 1)..];
            if (length.Length is < 1 or > 4 || length[0] == '0' || length.ContainsAnyExceptInRange('0', '9'))
                return false;
            text = text[..colon];
        }
        if (text.IsEmpty)
            return false;
        while (!text.IsEmpty)
        {
            if (char.IsAsciiLetterOrDigit(text[0]) || text[0] == '_')
                text = text[1..];
            else if (IsEncoded(text))
                text = text[3..];
            else
                return false;
        }
        return true;
    }
}
