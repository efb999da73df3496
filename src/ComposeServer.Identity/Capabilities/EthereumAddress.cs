using ComposeServer.Identity.Hashes;

namespace ComposeServer.Identity.Capabilities;

/// <summary>Addresses of Ethereum accounts: the last 20 bytes of the Keccak-256 of the public key.</summary>
static class EthereumAddress
{
    public const int SizeBytes = 20;

    /// <summary>The address of a public key.</summary>
    /// <param name="uncompressed"><c>04</c> ‖ x ‖ y.</param>
    /// <param name="address">Receives 20 bytes.</param>
    public static void OfPublicKey(ReadOnlySpan<byte> uncompressed, Span<byte> address)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestSizeBytes];
        Keccak256.Hash(uncompressed[1..], digest);
        digest[^SizeBytes..].CopyTo(address);
    }

    /// <summary>The mixed-case spelling whose capitals are a checksum. Source: EIP-55, without a chain id.</summary>
    /// <param name="address"><c>0x</c> and 40 hex digits of any case.</param>
    public static string Checksummed(string address)
    {
        Span<byte> digits = stackalloc byte[2 * SizeBytes];
        for (var at = 0; at < digits.Length; at++)
        {
            digits[at] = (byte)char.ToLowerInvariant(address[at + 2]);
        }

        Span<byte> digest = stackalloc byte[Keccak256.DigestSizeBytes];
        Keccak256.Hash(digits, digest);
        Span<char> text = stackalloc char[digits.Length];
        for (var at = 0; at < digits.Length; at++)
        {
            var nibble = at % 2 == 0 ? digest[at / 2] >> 4 : digest[at / 2] & 0xf;
            text[at] = nibble >= 8 ? char.ToUpperInvariant((char)digits[at]) : (char)digits[at];
        }

        return $"0x{text}";
    }
}
