namespace ComposeServer.Ipld;

/// <summary>base58 in Bitcoin's alphabet: did:key and CID v0. Source: draft-msporny-base58.</summary>
public static class Base58Btc
{
    static readonly Radix Digits = new("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", ignoreCase: false);

    /// <summary>A leading zero byte is one <c>1</c>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Digits.Encode(bytes);

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for another character or more than 4,096 of them.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes) => Digits.TryDecode(text, out bytes);
}
