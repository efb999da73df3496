namespace ComposeServer.Ipld;

/// <summary>Text of bytes that says its own alphabet by its first letter. Source: multiformats/multibase.</summary>
/// <remarks>Written: <c>b k z m u f</c>. Read as well: their upper-case twins <c>B K F</c> and the padded <c>M U</c>.</remarks>
public static class Multibase
{
    /// <summary>base32 lower case without padding: CID v1.</summary>
    public const char Base32Prefix = 'b';

    /// <summary>base36 lower case: StreamIDs.</summary>
    public const char Base36Prefix = 'k';

    /// <summary>base58btc: did:key.</summary>
    public const char Base58BtcPrefix = 'z';

    /// <summary>base64 without padding: events in ceramic-one requests.</summary>
    public const char Base64Prefix = 'm';

    /// <summary>base64url without padding: CAR text of the JS node.</summary>
    public const char Base64UrlPrefix = 'u';

    /// <summary>base16 lower case: EventIDs.</summary>
    public const char Base16Prefix = 'f';

    /// <summary>Prefix and text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix is none of those written here.</exception>
    public static string Encode(char prefix, ReadOnlySpan<byte> bytes) =>
        string.Concat(
            new ReadOnlySpan<char>(in prefix),
            prefix switch
            {
                Base32Prefix => Base32.Encode(bytes),
                Base36Prefix => Base36.Encode(bytes),
                Base58BtcPrefix => Base58Btc.Encode(bytes),
                Base64Prefix => Base64Plain.Encode(bytes),
                Base64UrlPrefix => Base64Url.Encode(bytes),
                Base16Prefix => Convert.ToHexStringLower(bytes),
                _ => throw new ArgumentOutOfRangeException(nameof(prefix), prefix, "unknown multibase prefix"),
            }
        );

    /// <summary>Reads prefixed text.</summary>
    /// <returns>False, with no bytes, for an unknown prefix, a letter of the other case, or text outside its alphabet.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.IsEmpty || IsOtherCase(text))
            return false;
        var body = text[1..];
        return text[0] switch
        {
            Base32Prefix or 'B' => Base32.TryDecode(body, out bytes),
            Base36Prefix or 'K' => Base36.TryDecode(body, out bytes),
            Base58BtcPrefix => Base58Btc.TryDecode(body, out bytes),
            Base64Prefix or 'M' => Base64Plain.TryDecode(body, out bytes),
            Base64UrlPrefix => Base64Url.TryDecode(body, out bytes),
            'U' => TryUnpad(ref body) && Base64Url.TryDecode(body, out bytes),
            Base16Prefix or 'F' => Base16.TryDecode(body, out bytes),
            _ => false,
        };
    }

    /// <summary>A prefix names one case of its alphabet: mixed case would be a second name for the same bytes.</summary>
    static bool IsOtherCase(ReadOnlySpan<char> text) =>
        text[0] switch
        {
            Base32Prefix or Base36Prefix or Base16Prefix => text.ContainsAnyInRange('A', 'Z'),
            'B' or 'K' or 'F' => text.ContainsAnyInRange('a', 'z'),
            _ => false,
        };

    /// <summary>Padding fills the last four letters, or is not there at all.</summary>
    static bool TryUnpad(ref ReadOnlySpan<char> body)
    {
        var padded = body.Length;
        body =
            body.EndsWith("==") ? body[..^2]
            : body.EndsWith('=') ? body[..^1]
            : body;
        return body.Length == padded || padded % 4 == 0;
    }
}
