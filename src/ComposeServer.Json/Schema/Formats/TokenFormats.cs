using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Json.Schema.Formats;

/// <summary>Pointers, UUIDs, base64 and regular expressions. Source: RFC 6901, RFC 4122, RFC 4648, as in ajv-formats 2.1.1.</summary>
static class TokenFormats
{
    const string UrnPrefix = "urn:uuid:";

    /// <summary>Hyphenated hexadecimal digits, with or without the URN prefix.</summary>
    public static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(UrnPrefix, StringComparison.OrdinalIgnoreCase))
            text = text[UrnPrefix.Length..];
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var isRight = i is 8 or 13 or 18 or 23 ? text[i] == '-' : char.IsAsciiHexDigit(text[i]);
            if (!isRight)
                return false;
        }
        return true;
    }

    /// <summary>Empty, or segments each begun by a slash.</summary>
    public static bool IsJsonPointer(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && text[0] != '/')
            return false;
        for (var tilde = text.IndexOf('~'); tilde >= 0; tilde = text.IndexOf('~'))
        {
            if (tilde + 1 >= text.Length || text[tilde + 1] is not ('0' or '1'))
                return false;
            text = text[(tilde + 2)..];
        }
        return true;
    }

    /// <summary>A hash and a pointer with URI escapes.</summary>
    public static bool IsJsonPointerFragment(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '#' || !IsJsonPointer(text[1..]))
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return false;
                i += 2;
            }
            else if (!char.IsAsciiLetterOrDigit(text[i]) && !"_-.!$&'()*+,;:=@/~".Contains(text[i]))
                return false;
        }
        return true;
    }

    /// <summary>Levels up, then a pointer or a hash.</summary>
    public static bool IsRelativeJsonPointer(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits == 0 || (text[0] == '0' && digits > 1))
            return false;
        return text[digits..] is "#" || IsJsonPointer(text[digits..]);
    }

    /// <summary>Padded standard base64 on at least one line; an empty line is one.</summary>
    public static bool IsBase64(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var end = text.IndexOfAny("\n\r\u2028\u2029");
            if (IsBase64Line(end < 0 ? text : text[..end]))
                return true;
            if (end < 0)
                return false;
            text = text[(end + 1)..];
        }
    }

    /// <summary>A pattern without the flag <c>u</c>, so with all of annex B; <c>\Z</c> after a character is refused.</summary>
    public static bool IsRegex(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] != '\\' && text[i + 1] == '\\' && text[i + 2] == 'Z')
                return false;
        }
        return new PatternReader(text.ToString(), isUnicode: false).Read() is not null;
    }

    static bool IsBase64Line(ReadOnlySpan<char> line)
    {
        if (line.Length % 4 != 0)
            return false;
        if (line.EndsWith("=="))
            line = line[..^2];
        else if (line.EndsWith("="))
            line = line[..^1];
        foreach (var c in line)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/'))
                return false;
        }
        return true;
    }
}
