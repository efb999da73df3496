using System.Buffers;

namespace ComposeServer.Ipld;

/// <summary>base64 with <c>+</c> and <c>/</c>: no padding out, padding accepted in, as the v0 API writes bytes. Source: RFC 4648 section 4.</summary>
public static class Base64Plain
{
    static readonly SearchValues<char> UrlOnly = SearchValues.Create("-_");

    /// <summary>Text without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = Convert.ToBase64String(bytes);
        return text.EndsWith('=') ? text.TrimEnd('=') : text;
    }

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for another character, wrong padding, a length that no bytes have, or spare bits that are not zero.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.EndsWith('='))
        {
            var padded = text.Length;
            text = text[..^(text.EndsWith("==") ? 2 : 1)];
            if (padded % 4 != 0)
                return false;
        }

        if (text.ContainsAny(UrlOnly))
            return false;
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var url = rented.AsSpan(0, text.Length);
        text.Replace(url, '+', '-');
        url.Replace('/', '_');
        var decoded = Base64Url.TryDecode(url, out bytes);
        ArrayPool<char>.Shared.Return(rented);
        return decoded;
    }
}
