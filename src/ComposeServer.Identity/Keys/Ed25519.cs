using ComposeServer.Identity.Interop;

namespace ComposeServer.Identity.Keys;

/// <summary>Ed25519 by libsodium, whose strict rules are ours: S below the group order, no small-order or non-canonical key or R.</summary>
/// <remarks>Source: RFC 8032; the JavaScript library follows ZIP-215 and lets small-order points pass, which no honest key has.</remarks>
static class Ed25519
{
    public const int PublicKeySizeBytes = 32;
    public const int SeedSizeBytes = 32;
    public const int SignatureSizeBytes = 64;
    public const int SecretKeySizeBytes = 64;

    /// <summary>Encodings of the points of order 1, 2, 4 and 8, sign bit cleared.</summary>
    static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        Convert.FromHexString("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    public static bool IsSmallOrder(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> masked = stackalloc byte[PublicKeySizeBytes];
        publicKey.CopyTo(masked);
        masked[^1] &= 0x7f;
        foreach (var point in SmallOrder)
        {
            if (masked.SequenceEqual(point))
                return true;
        }

        return false;
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        publicKey.Length == PublicKeySizeBytes
        && signature.Length == SignatureSizeBytes
        && LibSodium.crypto_sign_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;

    /// <summary>Makes the 64-byte secret key (seed ‖ public key) that libsodium signs with.</summary>
    public static SecretKey Expand(ReadOnlySpan<byte> seed, Span<byte> publicKey)
    {
        if (seed.Length != SeedSizeBytes)
            throw new ArgumentException("An Ed25519 seed has 32 bytes.", nameof(seed));
        var secret = SecretKey.Zeroed(SecretKeySizeBytes);
        _ = LibSodium.crypto_sign_seed_keypair(publicKey, secret, seed);
        return secret;
    }

    public static byte[] Sign(SecretKey secret, ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureSizeBytes];
        _ = LibSodium.crypto_sign_detached(signature, 0, message, (ulong)message.Length, secret);
        return signature;
    }

    /// <summary>The X25519 key of the same point, as did:key documents list it for key agreement.</summary>
    /// <returns>False for a point that is not on the curve or of small order.</returns>
    public static bool TryToX25519(ReadOnlySpan<byte> publicKey, Span<byte> montgomery) =>
        LibSodium.crypto_sign_ed25519_pk_to_curve25519(montgomery, publicKey) == 0;
}
