using System.Buffers;

namespace ComposeServer.Json.Schema.Formats;

/// <summary>Host names and mail addresses, ASCII only. Source: RFC 1123 section 2.1, RFC 5322 section 3.4.1 (dot-atom).</summary>
static class HostFormats
{
    const int HostLengthMax = 253;
    const int LabelLengthMax = 63;

    static readonly SearchValues<char> AtomChars = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~-"
    );

    /// <summary>Labels of up to 63 characters, 253 in all; one dot may follow.</summary>
    public static bool IsHostname(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("."))
            text = text[..^1];
        if (text.Length is < 1 or > HostLengthMax)
            return false;
        foreach (var label in text.Split('.'))
        {
            if (text[label].Length > LabelLengthMax || !IsLabel(text[label]))
                return false;
        }
        return true;
    }

    /// <summary>Atoms parted by dots, one @, two labels or more of any length.</summary>
    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at < 1)
            return false;
        var local = text[..at];
        foreach (var atom in local.Split('.'))
        {
            if (local[atom].IsEmpty || local[atom].ContainsAnyExcept(AtomChars))
                return false;
        }
        var domain = text[(at + 1)..];
        var labels = 0;
        foreach (var label in domain.Split('.'))
        {
            labels++;
            if (!IsLabel(domain[label]))
                return false;
        }
        return labels >= 2;
    }

    /// <summary>Letters, digits and inner hyphens.</summary>
    static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            return false;
        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        }
        return true;
    }
}
