using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Interop;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Identity.Jose;

/// <summary>Signs as <c>EdDSA</c>; signatures are a function of key and input. Source: RFC 8032, RFC 8037.</summary>
public sealed class Ed25519Signer : ISigner
{
    readonly SecretKey secret;
    readonly DidKey key;

    /// <summary>Makes the key of a seed.</summary>
    /// <param name="seed">32 bytes, copied.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Ed25519Signer(ReadOnlySpan<byte> seed)
    {
        Span<byte> publicKey = stackalloc byte[Ed25519.PublicKeySizeBytes];
        secret = Ed25519.Expand(seed, publicKey);
        key = DidKey.Of(KeyKind.Ed25519, publicKey);
        Kid = key.Kid;
    }

    /// <inheritdoc/>
    public Did Did => key.Did;

    /// <inheritdoc/>
    public string Kid { get; }

    /// <inheritdoc/>
    public string Algorithm => key.Algorithm;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> input) => Ed25519.Sign(secret, input);

    /// <inheritdoc/>
    public void Dispose() => secret.Dispose();
}
