using ComposeServer.Identity.Interop;
using static ComposeServer.Identity.Interop.LibSecp256k1;

namespace ComposeServer.Identity.Keys;

/// <summary>ECDSA over secp256k1 by libsecp256k1. Source: SEC 1, SEC 2, RFC 8812.</summary>
static class Secp256k1
{
    public const int CompressedSizeBytes = 33;
    public const int UncompressedSizeBytes = 65;
    public const int SecretSizeBytes = 32;
    public const int CompactSizeBytes = 64;

    /// <summary>Reads a point of 33 or 65 bytes.</summary>
    /// <returns>False when it is not on the curve.</returns>
    public static bool TryCompress(ReadOnlySpan<byte> point, Span<byte> compressed) =>
        TryConvert(point, compressed, Compressed);

    /// <inheritdoc cref="TryCompress"/>
    public static bool TryUncompress(ReadOnlySpan<byte> point, Span<byte> uncompressed) =>
        TryConvert(point, uncompressed, Uncompressed);

    /// <summary>A high S verifies too, as in the reference (K), which normalises it first.</summary>
    /// <param name="point">33 or 65 bytes.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="signature">r ‖ s, 64 bytes.</param>
    public static bool Verify(ReadOnlySpan<byte> point, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != CompactSizeBytes || hash.Length != 32)
            return false;
        Span<byte> key = stackalloc byte[PublicKeySizeBytes];
        Span<byte> parsed = stackalloc byte[SignatureSizeBytes];
        if (secp256k1_ec_pubkey_parse(Context, key, point, (nuint)point.Length) != 1)
            return false;
        if (secp256k1_ecdsa_signature_parse_compact(Context, parsed, signature) != 1)
            return false;
        _ = secp256k1_ecdsa_signature_normalize(Context, parsed, parsed);
        return secp256k1_ecdsa_verify(Context, parsed, hash, key) == 1;
    }

    /// <summary>The one key under which the signature is valid for the hash.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <param name="signature">r ‖ s, 64 bytes.</param>
    /// <param name="recoveryId">0 to 3.</param>
    /// <param name="uncompressed">Receives <c>04</c> ‖ x ‖ y, 65 bytes.</param>
    public static bool TryRecover(
        ReadOnlySpan<byte> hash,
        ReadOnlySpan<byte> signature,
        int recoveryId,
        Span<byte> uncompressed
    )
    {
        if (signature.Length != CompactSizeBytes || hash.Length != 32 || recoveryId is < 0 or > 3)
            return false;
        Span<byte> parsed = stackalloc byte[RecoverableSizeBytes];
        Span<byte> key = stackalloc byte[PublicKeySizeBytes];
        if (secp256k1_ecdsa_recoverable_signature_parse_compact(Context, parsed, signature, recoveryId) != 1)
            return false;
        if (secp256k1_ecdsa_recover(Context, key, parsed, hash) != 1)
            return false;
        Serialize(key, uncompressed, Uncompressed);
        return true;
    }

    /// <summary>The public key of a secret.</summary>
    /// <returns>False when the secret is zero or not below the group order.</returns>
    public static bool TryPublicKey(SecretKey secret, Span<byte> point, bool compressed)
    {
        Span<byte> key = stackalloc byte[PublicKeySizeBytes];
        if (secp256k1_ec_pubkey_create(Context, key, secret) != 1)
            return false;
        Serialize(key, point, compressed ? Compressed : Uncompressed);
        return true;
    }

    /// <summary>Deterministic (RFC 6979), low S.</summary>
    /// <param name="secret">32 bytes, checked by <see cref="TryPublicKey"/>.</param>
    /// <param name="hash">32 bytes.</param>
    /// <param name="signature">Receives r ‖ s, 64 bytes.</param>
    /// <returns>The recovery id, 0 to 3.</returns>
    public static int Sign(SecretKey secret, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        if (hash.Length != 32)
            throw new ArgumentException("A hash of 32 bytes is signed.", nameof(hash));
        Span<byte> opaque = stackalloc byte[RecoverableSizeBytes];
        if (secp256k1_ecdsa_sign_recoverable(Context, opaque, hash, secret, 0, 0) != 1)
        {
            throw new InvalidOperationException("libsecp256k1 refused a key it had accepted.");
        }

        _ = secp256k1_ecdsa_recoverable_signature_serialize_compact(Context, signature, out var recoveryId, opaque);
        return recoveryId;
    }

    static bool TryConvert(ReadOnlySpan<byte> point, Span<byte> target, uint form)
    {
        if (point.Length is not (CompressedSizeBytes or UncompressedSizeBytes))
            return false;
        Span<byte> key = stackalloc byte[PublicKeySizeBytes];
        if (secp256k1_ec_pubkey_parse(Context, key, point, (nuint)point.Length) != 1)
            return false;
        Serialize(key, target, form);
        return true;
    }

    static void Serialize(ReadOnlySpan<byte> key, Span<byte> target, uint form)
    {
        var length = (nuint)(form == Compressed ? CompressedSizeBytes : UncompressedSizeBytes);
        if ((nuint)target.Length < length)
            throw new ArgumentException("Too short for a point.", nameof(target));
        _ = secp256k1_ec_pubkey_serialize(Context, target, ref length, key, form);
    }
}
