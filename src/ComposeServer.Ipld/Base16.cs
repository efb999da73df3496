using System.Buffers;

namespace ComposeServer.Ipld;

/// <summary>Hexadecimal text, lower case out, either case in. Source: RFC 4648 section 8.</summary>
public static class Base16
{
    /// <summary>Two digits per byte.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Reads text.</summary>
    /// <returns>False, with no bytes, for an odd length or another character.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 2 != 0)
            return false;
        var decoded = new byte[text.Length / 2];
        if (Convert.FromHexString(text, decoded, out _, out _) != OperationStatus.Done)
            return false;
        bytes = decoded;
        return true;
    }
}
