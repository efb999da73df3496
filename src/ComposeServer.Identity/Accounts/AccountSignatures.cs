using System.Text;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Accounts;

/// <summary>Signatures that blockchain accounts make of a text outside of any capability: the proofs of account links.</summary>
public static class AccountSignatures
{
    const int EthereumSizeBytes = Secp256k1.CompactSizeBytes + 1;

    /// <summary>Whether the key of an Ethereum account signed the text with <c>personal_sign</c>.</summary>
    /// <param name="text">What was signed.</param>
    /// <param name="signature"><c>0x</c> hex of r ‖ s ‖ v, 65 bytes, v being 27 or 28, or 0 or 1.</param>
    /// <param name="address"><c>0x</c> and 40 hex digits of any case.</param>
    /// <returns>False for anything malformed too.</returns>
    /// <remarks>Source: EIP-191, version E.</remarks>
    public static bool IsPersonalSign(string text, string signature, string address)
    {
        Span<byte> bytes = stackalloc byte[EthereumSizeBytes];
        Span<byte> wanted = stackalloc byte[EthereumAddress.SizeBytes];
        if (!TryHex(signature, bytes) || !TryHex(address, wanted))
            return false;
        var recoveryId = bytes[^1] switch
        {
            0 or 27 => 0,
            1 or 28 => 1,
            _ => -1,
        };
        Span<byte> point = stackalloc byte[Secp256k1.UncompressedSizeBytes];
        if (!Secp256k1.TryRecover(PersonalMessage.Hash(text), bytes[..Secp256k1.CompactSizeBytes], recoveryId, point))
            return false;
        Span<byte> signer = stackalloc byte[EthereumAddress.SizeBytes];
        EthereumAddress.OfPublicKey(point, signer);
        return signer.SequenceEqual(wanted);
    }

    /// <summary>Whether the key of a Solana account signed the UTF-8 of the text with Ed25519.</summary>
    /// <param name="text">What was signed.</param>
    /// <param name="signature">64 bytes.</param>
    /// <param name="address">base58 of the 32 bytes of the key.</param>
    /// <returns>False for anything malformed too.</returns>
    public static bool IsSolana(string text, ReadOnlySpan<byte> signature, string address)
    {
        const int addressLengthMax = 44;
        return address.Length <= addressLengthMax
            && Base58Btc.TryDecode(address, out var key)
            && Ed25519.Verify(key, Encoding.UTF8.GetBytes(text), signature);
    }

    static bool TryHex(string text, Span<byte> bytes) =>
        text.Length == 2 + (2 * bytes.Length)
        && text.StartsWith("0x", StringComparison.Ordinal)
        && Convert.FromHexString(text.AsSpan(2), bytes, out _, out _) == System.Buffers.OperationStatus.Done;
}
