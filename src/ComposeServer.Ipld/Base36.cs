namespace ComposeServer.Ipld;

/// <summary>base36, lower case out, either case in: StreamIDs and CommitIDs. Source: multiformats/multibase.</summary>
public static class Base36
{
    static readonly Radix Digits = new("0123456789abcdefghijklmnopqrstuvwxyz", ignoreCase: true);

    /// <summary>A leading zero byte is one <c>0</c>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Digits.Encode(bytes);

    /// <summary>Writes the digits as UTF-8.</summary>
    /// <param name="bytes">A name: at most 4,096 bytes.</param>
    /// <param name="utf8">Room for two digits per byte.</param>
    /// <returns>How many digits.</returns>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<byte> utf8) => Digits.Encode(bytes, utf8);

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for another character or more than 4,096 of them.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes) => Digits.TryDecode(text, out bytes);
}
