using System.Text;

namespace ComposeServer.Ipld;

/// <summary>base32 without padding, lower case out, either case in. Source: RFC 4648 section 6.</summary>
public static class Base32
{
    static ReadOnlySpan<byte> Alphabet => "abcdefghijklmnopqrstuvwxyz234567"u8;

    /// <summary>Eight letters per five bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) =>
        string.Create(
            LengthOf(bytes.Length),
            bytes,
            static (text, source) =>
            {
                Span<byte> ascii = text.Length <= 128 ? stackalloc byte[text.Length] : new byte[text.Length];
                Encode(source, ascii);
                Ascii.ToUtf16(ascii, text, out _);
            }
        );

    internal static int LengthOf(int sizeBytes) => (int)(((long)sizeBytes * 8 + 4) / 5);

    internal static void Encode(ReadOnlySpan<byte> bytes, Span<byte> ascii)
    {
        uint buffer = 0;
        var bits = 0;
        var at = 0;
        foreach (var b in bytes)
        {
            buffer = buffer << 8 | b;
            for (bits += 8; bits >= 5; bits -= 5)
                ascii[at++] = Alphabet[(int)(buffer >> (bits - 5)) & 31];
        }

        if (bits > 0)
            ascii[at] = Alphabet[(int)(buffer << (5 - bits)) & 31];
    }

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for another character, a length that no bytes have, or spare bits that are not zero.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        var decoded = new byte[(int)((long)text.Length * 5 / 8)];
        uint buffer = 0;
        var bits = 0;
        var at = 0;
        foreach (var letter in text)
        {
            var value = ValueOf(letter);
            if (value < 0)
                return false;
            buffer = buffer << 5 | (uint)value;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            decoded[at++] = (byte)(buffer >> bits);
        }

        if (bits >= 5 || (buffer & ((1u << bits) - 1)) != 0)
            return false;
        bytes = decoded;
        return true;
    }

    static int ValueOf(char letter) =>
        letter switch
        {
            >= 'a' and <= 'z' => letter - 'a',
            >= 'A' and <= 'Z' => letter - 'A',
            >= '2' and <= '7' => letter - '2' + 26,
            _ => -1,
        };
}
