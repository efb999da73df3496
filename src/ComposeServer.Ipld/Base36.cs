namespace ComposeServer.Ipld;

/// <summary>base36, lower case out, either case in: StreamIDs and CommitIDs. Source: multiformats/multibase.</summary>
public static class Base36
{
    static readonly Radix Digits = new("0123456789abcdefghijklmnopqrstuvwxyz", ignoreCase: true);

    /// <summary>A leading zero byte is one <c>0</c>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Digits.Encode(bytes);

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for another character or more than 4,096 of them.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes) => Digits.TryDecode(text, out bytes);
}
