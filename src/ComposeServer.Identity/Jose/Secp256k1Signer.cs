using System.Security.Cryptography;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Interop;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Identity.Jose;

/// <summary>Signs as <c>ES256K</c>, deterministic (RFC 6979) and with low S. Source: RFC 8812.</summary>
public sealed class Secp256k1Signer : ISigner
{
    readonly SecretKey secret;
    readonly DidKey key;

    /// <summary>Takes a private key.</summary>
    /// <param name="privateKey">32 bytes, big-endian, copied.</param>
    /// <exception cref="ArgumentException">Another length, zero, or not below the group order.</exception>
    public Secp256k1Signer(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != Secp256k1.SecretSizeBytes)
            throw new ArgumentException("A private key has 32 bytes.", nameof(privateKey));
        secret = SecretKey.Copy(privateKey);
        Span<byte> point = stackalloc byte[Secp256k1.CompressedSizeBytes];
        if (!Secp256k1.TryPublicKey(secret, point, compressed: true))
        {
            secret.Dispose();
            throw new ArgumentException("Not a private key of secp256k1.", nameof(privateKey));
        }

        key = DidKey.Of(KeyKind.Secp256k1, point);
        Kid = key.Kid;
    }

    /// <inheritdoc/>
    public Did Did => key.Did;

    /// <inheritdoc/>
    public string Kid { get; }

    /// <inheritdoc/>
    public string Algorithm => key.Algorithm;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        var signature = new byte[Secp256k1.CompactSizeBytes];
        _ = Secp256k1.Sign(secret, hash, signature);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => secret.Dispose();
}
