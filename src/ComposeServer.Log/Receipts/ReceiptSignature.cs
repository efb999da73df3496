using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Log.Receipts;

/// <summary>A server's word that it committed a group.</summary>
/// <param name="Signer">Its did:key, of an Ed25519 key.</param>
/// <param name="Bytes">64 bytes, over <c>ComposeServer receipt 1</c>, a zero byte and the 32 bytes of the group's hash (RFC 8032, pure).</param>
public sealed record ReceiptSignature(Did Signer, ReadOnlyMemory<byte> Bytes)
{
    const int HashSizeBytes = 32;

    /// <summary>Keeps the signature from being one of anything else: no JWS and no transaction begins like this.</summary>
    static ReadOnlySpan<byte> Purpose => "ComposeServer receipt 1\0"u8;

    /// <summary>Signs the hash of a group.</summary>
    public static ReceiptSignature Of(Ed25519Signer key, ReadOnlySpan<byte> groupHash) =>
        new(key.Did, key.Sign(MessageOf(groupHash)));

    /// <summary>True when the signer's key made it over this hash.</summary>
    public bool Holds(ReadOnlySpan<byte> groupHash) =>
        groupHash.Length == HashSizeBytes
        && TryReadKey(Signer, out var key)
        && key.Verify(MessageOf(groupHash), Bytes.Span);

    static bool TryReadKey(Did signer, [NotNullWhen(true)] out DidKey? key) =>
        DidKey.TryRead(signer, out key, out _) && key.Kind == KeyKind.Ed25519;

    static byte[] MessageOf(ReadOnlySpan<byte> groupHash) => [.. Purpose, .. groupHash];
}
