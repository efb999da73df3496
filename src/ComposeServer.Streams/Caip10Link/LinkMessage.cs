using System.Buffers;
using System.Globalization;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>The text that an account signs to link itself.</summary>
/// <remarks>
/// <code>
/// Link this account to your identity
///
/// did:key:z6Mk… ⏎     a space ends the line
/// Timestamp: 1700000000
/// </code>
/// Other texts are read too, as in the JS node: what counts is the first DID in it, and the time.
/// </remarks>
/// <param name="Did">The first <c>did:…:…</c>; empty when there is none, which clears the link.</param>
/// <param name="TimestampSeconds">Unix time; null when the text says none.</param>
public readonly record struct LinkMessage(string Did, long? TimestampSeconds)
{
    const string DidScheme = "did:";
    const string Time = "Timestamp: ";

    /// <summary>2⁵³ − 1, beyond which JSON does not tell numbers apart.</summary>
    const long TimestampMax = (1L << 53) - 1;

    /// <summary>What JavaScript's <c>\s</c> takes.</summary>
    static readonly SearchValues<char> Space = SearchValues.Create(
        "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    );

    /// <summary>Reads a signed text.</summary>
    public static LinkMessage Read(string text) => new(FindDid(text), FindTime(text));

    /// <summary>The text that clients have signed.</summary>
    /// <param name="did">Empty to clear the link.</param>
    /// <param name="timestampSeconds">Unix time.</param>
    public static string Write(string did, long timestampSeconds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Link this account to your identity\n\n{did} \n{Time}{timestampSeconds}"
        );

    /// <summary>The first match of <c>did:\S+:\S+</c>, each part as long as it can be.</summary>
    static string FindDid(ReadOnlySpan<char> text)
    {
        while (text.IndexOf(DidScheme) is >= 0 and var start)
        {
            var word = text[start..];
            var end = word.IndexOfAny(Space);
            word = end < 0 ? word : word[..end];
            var specific = word[DidScheme.Length..];
            if (specific.Length >= 3 && specific[1..^1].Contains(':'))
                return word.ToString();
            text = text[(start + DidScheme.Length)..];
        }

        return "";
    }

    static long? FindTime(ReadOnlySpan<char> text)
    {
        var start = text.LastIndexOf(Time);
        if (start < 0)
            return null;
        var digits = text[(start + Time.Length)..];
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return
            long.TryParse(
                end < 0 ? digits : digits[..end],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            && seconds <= TimestampMax
            ? seconds
            : null;
    }
}
