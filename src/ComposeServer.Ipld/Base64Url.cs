using System.Buffers;

namespace ComposeServer.Ipld;

/// <summary>base64 with <c>-</c> and <c>_</c>, without padding, as JOSE writes it. Source: RFC 4648 section 5, RFC 7515 section 2.</summary>
public static class Base64Url
{
    static readonly SearchValues<char> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    /// <summary>Text without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for another character (padding and white space too), a length that no bytes have, or spare bits that are not zero.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.IsEmpty)
            return true;
        if (text.Length % 4 == 1 || text.ContainsAnyExcept(Alphabet))
            return false;

        // Two names for the same bytes would be two ids for one thing.
        var spare = (text.Length % 4) switch
        {
            2 => 0b1111,
            3 => 0b11,
            _ => 0,
        };
        if ((ValueOf(text[^1]) & spare) != 0)
            return false;
        bytes = System.Buffers.Text.Base64Url.DecodeFromChars(text);
        return true;
    }

    static int ValueOf(char letter) =>
        letter switch
        {
            >= 'A' and <= 'Z' => letter - 'A',
            >= 'a' and <= 'z' => letter - 'a' + 26,
            >= '0' and <= '9' => letter - '0' + 52,
            '-' => 62,
            _ => 63,
        };
}
