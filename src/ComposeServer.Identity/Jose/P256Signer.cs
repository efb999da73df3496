using System.Security.Cryptography;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Keys;

namespace ComposeServer.Identity.Jose;

/// <summary>Signs as <c>ES256</c>; two signatures of one input differ. Source: RFC 7518 3.4.</summary>
public sealed class P256Signer : ISigner
{
    readonly ECDsa ecdsa;
    readonly DidKey key;
    readonly Lock gate = new();

    /// <summary>Takes a private key.</summary>
    /// <param name="privateKey">32 bytes, big-endian, copied.</param>
    /// <exception cref="ArgumentException">Another length, zero, or not below the group order.</exception>
    public P256Signer(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != P256.CoordinateSizeBytes)
            throw new ArgumentException("A private key has 32 bytes.", nameof(privateKey));
        var copy = privateKey.ToArray();
        try
        {
            ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = copy });
        }
        catch (CryptographicException refused)
        {
            throw new ArgumentException("Not a private key of P-256.", nameof(privateKey), refused);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }

        key = PublicKeyOf(ecdsa);
        Kid = key.Kid;
    }

    P256Signer(ECDsa ecdsa)
    {
        this.ecdsa = ecdsa;
        key = PublicKeyOf(ecdsa);
        Kid = key.Kid;
    }

    /// <summary>A fresh key.</summary>
    public static P256Signer Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <inheritdoc/>
    public Did Did => key.Did;

    /// <inheritdoc/>
    public string Kid { get; }

    /// <inheritdoc/>
    public string Algorithm => key.Algorithm;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> input)
    {
        lock (gate)
        {
            return ecdsa.SignData(input, HashAlgorithmName.SHA256);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ecdsa.Dispose();

    static DidKey PublicKeyOf(ECDsa ecdsa)
    {
        var q = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        return DidKey.Of(KeyKind.P256, [4, .. q.X!, .. q.Y!]);
    }
}
