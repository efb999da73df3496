using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Dids.Key;

/// <summary>A public key as a DID: <c>did:key:z</c> followed by base58btc of multicodec ‖ key. It needs no resolver and is never revoked.</summary>
/// <remarks>
/// Bytes: varint <c>0xed</c> ‖ 32 (Ed25519) · varint <c>0xe7</c> ‖ 33 or 65 (secp256k1) · varint <c>0x1200</c> ‖ 33 or 65 (P-256). Points are
/// compressed in every DID that is made here; uncompressed ones are read. Source: the did:key method, spec ceramic.md 7.1.
/// </remarks>
public sealed partial class DidKey : IEquatable<DidKey>
{
    const ulong CodecEd25519 = 0xed;
    const ulong CodecX25519 = 0xec;
    const ulong CodecSecp256k1 = 0xe7;
    const ulong CodecP256 = 0x1200;
    const ulong CodecP384 = 0x1201;
    const ulong CodecP521 = 0x1202;

    /// <summary>Base58 of the largest key (an uncompressed P-521 point) has 185 characters.</summary>
    const int TextLengthMax = 192;

    readonly byte[] publicKey;

    /// <summary>As written in the DID; differs from <see cref="publicKey"/> for an uncompressed point only.</summary>
    readonly byte[] encodedKey;

    DidKey(Did did, KeyKind kind, byte[] publicKey, byte[] encodedKey)
    {
        Did = did;
        Kind = kind;
        this.publicKey = publicKey;
        this.encodedKey = encodedKey;
    }

    /// <summary>The DID as written.</summary>
    public Did Did { get; }

    /// <summary>Which curve.</summary>
    public KeyKind Kind { get; }

    /// <summary>32 bytes (Ed25519) or a compressed point of 33 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>The JWS algorithm of the key: <c>EdDSA</c>, <c>ES256K</c> or <c>ES256</c>.</summary>
    public string Algorithm => AlgorithmOf(Kind);

    /// <summary>Id of its only verification method: the DID, <c>#</c>, and its specific part.</summary>
    public string Kid => $"{Did.Text}#{Did.SpecificPart}";

    /// <summary>Reads a did:key of a supported curve whose point is on it.</summary>
    /// <param name="did">Any DID.</param>
    /// <param name="key">The key.</param>
    /// <param name="refusal">Says what is wrong; another method or curve is named.</param>
    public static bool TryRead(Did did, [NotNullWhen(true)] out DidKey? key, out IdentityRefusal refusal)
    {
        key = null;
        if (!did.Method.SequenceEqual("key"))
        {
            refusal = new(IdentityCode.UnsupportedDidMethod, $"Not a did:key: {did}");
            return false;
        }

        var text = did.SpecificPart;
        if (text.Length > TextLengthMax || text[0] != 'z' || !Base58Btc.TryDecode(text[1..], out var bytes))
            return Malformed(did, out refusal);
        ReadOnlySpan<byte> rest = bytes;
        if (!Varint.TryTake(ref rest, out var codec))
            return Malformed(did, out refusal);
        if (KindOf(codec) is not { } kind)
        {
            refusal = new(
                IdentityCode.UnsupportedKey,
                $"Keys of {NameOf(codec)} cannot sign here, only Ed25519, secp256k1 and P-256: {did}"
            );
            return false;
        }

        if (Normalise(kind, rest) is not { } publicKey)
            return Malformed(did, out refusal);
        key = new DidKey(did, kind, publicKey, rest.ToArray());
        refusal = default;
        return true;
    }

    /// <summary>Reads one of our own.</summary>
    /// <exception cref="FormatException">It is not a did:key.</exception>
    public static DidKey Parse(string text) =>
        TryRead(Did.Parse(text), out var key, out var refusal) ? key : throw new FormatException(refusal.ToString());

    /// <summary>The DID of a public key.</summary>
    /// <param name="kind">Its curve.</param>
    /// <param name="publicKey">32 bytes, or a point in either form.</param>
    /// <exception cref="ArgumentException">The point is not on the curve.</exception>
    public static DidKey Of(KeyKind kind, ReadOnlySpan<byte> publicKey)
    {
        var normal =
            Normalise(kind, publicKey) ?? throw new ArgumentException("Not a point of the curve.", nameof(publicKey));
        var codec = kind switch
        {
            KeyKind.Ed25519 => CodecEd25519,
            KeyKind.Secp256k1 => CodecSecp256k1,
            _ => CodecP256,
        };
        Span<byte> bytes = stackalloc byte[Varint.SizeOf(codec) + normal.Length];
        normal.CopyTo(bytes[Varint.Write(bytes, codec)..]);
        return new DidKey(Did.Parse($"did:key:z{Base58Btc.Encode(bytes)}"), kind, normal, normal);
    }

    /// <summary>Checks a signature of this key over a message that is hashed as its algorithm says.</summary>
    /// <param name="message">The signed bytes.</param>
    /// <param name="signature">64 bytes; for secp256k1 also 65, with the recovery id (0 to 3, or 27 to 30) last.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Kind switch
        {
            KeyKind.Ed25519 => Ed25519.Verify(publicKey, message, signature),
            KeyKind.Secp256k1 => VerifySecp256k1(message, signature),
            _ => P256.Verify(publicKey, message, signature),
        };

    /// <inheritdoc/>
    public bool Equals(DidKey? other) => other is not null && Did == other.Did;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DidKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Did.GetHashCode();

    /// <summary>The DID.</summary>
    public override string ToString() => Did.Text;

    /// <summary>The one JWS algorithm of a curve.</summary>
    public static string AlgorithmOf(KeyKind kind) =>
        kind switch
        {
            KeyKind.Ed25519 => "EdDSA",
            KeyKind.Secp256k1 => "ES256K",
            _ => "ES256",
        };

    bool VerifySecp256k1(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, hash);
        if (signature.Length != Secp256k1.CompactSizeBytes + 1)
            return Secp256k1.Verify(publicKey, hash, signature);

        // The recoverable form: its last byte must name this very key, else one signature would have several spellings.
        var recoveryId = signature[^1] >= 27 ? signature[^1] - 27 : signature[^1];
        Span<byte> recovered = stackalloc byte[Secp256k1.UncompressedSizeBytes];
        Span<byte> compressed = stackalloc byte[Secp256k1.CompressedSizeBytes];
        return Secp256k1.TryRecover(hash, signature[..Secp256k1.CompactSizeBytes], recoveryId, recovered)
            && Secp256k1.TryCompress(recovered, compressed)
            && compressed.SequenceEqual(publicKey);
    }

    static KeyKind? KindOf(ulong codec) =>
        codec switch
        {
            CodecEd25519 => KeyKind.Ed25519,
            CodecSecp256k1 => KeyKind.Secp256k1,
            CodecP256 => KeyKind.P256,
            _ => null,
        };

    static string NameOf(ulong codec) =>
        codec switch
        {
            CodecX25519 => "X25519",
            CodecP384 => "P-384",
            CodecP521 => "P-521",
            _ => $"multicodec 0x{codec:x}",
        };

    /// <summary>Checks a key and brings points to the compressed form.</summary>
    /// <returns>Null when it is no key of the kind: wrong length, not on the curve, or an Ed25519 point of small order.</returns>
    static byte[]? Normalise(KeyKind kind, ReadOnlySpan<byte> key)
    {
        if (kind == KeyKind.Ed25519)
        {
            return key.Length == Ed25519.PublicKeySizeBytes && !Ed25519.IsSmallOrder(key) ? key.ToArray() : null;
        }

        var compressed = new byte[Secp256k1.CompressedSizeBytes];
        if (kind == KeyKind.Secp256k1)
            return Secp256k1.TryCompress(key, compressed) ? compressed : null;

        return P256.TryCompress(key, compressed) ? compressed : null;
    }

    static bool Malformed(Did did, out IdentityRefusal refusal)
    {
        refusal = new(IdentityCode.InvalidDid, $"Not a public key: {did}");
        return false;
    }
}
