using System.Buffers.Binary;

namespace ComposeServer.Identity.Capabilities;

/// <summary>A call of <c>isValidSignature(bytes32,bytes)</c>.</summary>
/// <param name="Chain">CAIP-2 id, for example <c>eip155:1</c>.</param>
/// <param name="Contract">Address, <c>0x</c> and 40 hex digits.</param>
/// <param name="Digest">32 bytes: the EIP-191 hash of the sign-in text.</param>
/// <param name="Signature">The signature as the wallet gave it, of any length.</param>
/// <remarks>Source: EIP-1271, Solidity ABI.</remarks>
public sealed record ContractQuestion(
    string Chain,
    string Contract,
    ReadOnlyMemory<byte> Digest,
    ReadOnlyMemory<byte> Signature
)
{
    const int WordBytes = 32;

    static ReadOnlySpan<byte> Selector => [0x16, 0x26, 0xba, 0x7e];

    /// <summary>Data of the <c>eth_call</c>: selector ‖ digest ‖ offset 64 ‖ length ‖ signature padded to whole words.</summary>
    public byte[] ToCallData()
    {
        var padded = (Signature.Length + WordBytes - 1) / WordBytes * WordBytes;
        var data = new byte[Selector.Length + (3 * WordBytes) + padded];
        Selector.CopyTo(data);
        var arguments = data.AsSpan(Selector.Length);
        Digest.Span.CopyTo(arguments);
        BinaryPrimitives.WriteInt32BigEndian(arguments[((2 * WordBytes) - sizeof(int))..], 2 * WordBytes);
        BinaryPrimitives.WriteInt32BigEndian(arguments[((3 * WordBytes) - sizeof(int))..], Signature.Length);
        Signature.Span.CopyTo(arguments[(3 * WordBytes)..]);
        return data;
    }

    /// <summary>Reads what the call returned: the selector, padded with zeros to a word, means accepted.</summary>
    public static ContractAnswer Read(ReadOnlySpan<byte> returned) =>
        returned.Length == WordBytes
        && returned.StartsWith(Selector)
        && !returned[Selector.Length..].ContainsAnyExcept((byte)0)
            ? ContractAnswer.Accepted
            : ContractAnswer.Refused;
}
