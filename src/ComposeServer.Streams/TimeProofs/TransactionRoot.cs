using ComposeServer.Ipld;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>The tree root that a transaction's call data holds (ceramic.md 3.1, step 4).</summary>
/// <remarks>
/// <code>
/// f(bytes32):  97ad09eb ‖ 32 bytes of SHA-256 of a dag-cbor block      anchorDagCbor(bytes32)
/// otherwise:   0x ‖ f ‖ base16 of a binary CID, as hexadecimal text
/// </code>
/// </remarks>
public static class TransactionRoot
{
    /// <summary>Word for a call of the anchor contract.</summary>
    public const string ContractCall = "f(bytes32)";

    const int DigestSize = 32;
    const ulong Sha2256 = 0x12;

    static ReadOnlySpan<byte> Selector => [0x97, 0xad, 0x09, 0xeb];

    /// <summary>The call data that anchors a root.</summary>
    /// <param name="root">A dag-cbor CID with a SHA-256 digest.</param>
    public static byte[] ToCallData(Cid root) => [.. Selector, .. root.Digest];

    /// <summary>Reads the root.</summary>
    /// <returns>False when the call data holds none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> input, string? txType, out Cid root)
    {
        root = default;
        if (txType != ContractCall)
            return TryReadText(input, out root);
        if (input.Length != Selector.Length + DigestSize || !input.StartsWith(Selector))
            return false;
        root = Cid.Create(Multicodec.DagCbor, Sha2256, input[Selector.Length..]);
        return true;
    }

    /// <summary>The JS node strips <c>0x</c> or <c>0x0</c> and one character more from the call data's hexadecimal text; the rest is base16 of the CID.</summary>
    static bool TryReadText(ReadOnlySpan<byte> input, out Cid root)
    {
        root = default;
        var text = Convert.ToHexStringLower(input).AsSpan();
        if (text.StartsWith("0"))
            text = text[1..];
        if (text.Length < 2 || (text.Length - 1) % 2 != 0)
            return false;
        return Cid.TryRead(Convert.FromHexString(text[1..]), out root);
    }
}
