using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using ComposeServer.Identity.Caching;

namespace ComposeServer.Identity.Keys;

/// <summary>ECDSA over P-256 by the in-box classes, one object kept per key because making it costs three times a verification.</summary>
/// <remarks>Source: FIPS 186-5, SEC 1 2.3.4 (point compression), RFC 7518 3.4.</remarks>
static class P256
{
    public const int CompressedSizeBytes = 33;
    public const int UncompressedSizeBytes = 65;
    public const int CoordinateSizeBytes = 32;

    /// <summary>About 2 KB each, with the native object.</summary>
    const int KeySizeBytesEstimate = 2048;
    const long CacheSizeBytesMax = 4 << 20;

    static readonly BigInteger Prime = Read(
        Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
    );
    static readonly BigInteger B = Read(
        Convert.FromHexString("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b")
    );

    static readonly LeastRecentlyUsed<PointBytes, VerifyingKey> Keys = new(
        CacheSizeBytesMax,
        (_, _) => KeySizeBytesEstimate
    );

    internal static int CachedKeys => Keys.Count;

    /// <summary>Reads a point of 33 or 65 bytes.</summary>
    /// <param name="point">SEC 1 encoding.</param>
    /// <param name="uncompressed">Receives <c>04</c> ‖ x ‖ y, 65 bytes.</param>
    /// <returns>False when it is not on the curve.</returns>
    public static bool TryUncompress(ReadOnlySpan<byte> point, Span<byte> uncompressed)
    {
        var form = point.Length switch
        {
            CompressedSizeBytes when point[0] is 2 or 3 => point[0],
            UncompressedSizeBytes when point[0] is 4 => point[0],
            _ => 0,
        };
        if (form == 0)
            return false;

        var x = Read(point.Slice(1, CoordinateSizeBytes));
        if (x >= Prime)
            return false;
        var square = (BigInteger.ModPow(x, 3, Prime) - (3 * x) + B) % Prime;
        if (square.Sign < 0)
            square += Prime;

        BigInteger y;
        if (form == 4)
        {
            y = Read(point[(1 + CoordinateSizeBytes)..]);
            if (y >= Prime)
                return false;
        }
        else
        {
            // The prime is 3 modulo 4, so this power is a square root wherever there is one.
            y = BigInteger.ModPow(square, (Prime + 1) / 4, Prime);
            if (y.IsEven != (form == 2))
                y = Prime - y;
            if (y == Prime)
                return false;
        }

        if (BigInteger.ModPow(y, 2, Prime) != square)
            return false;
        uncompressed[0] = 4;
        point.Slice(1, CoordinateSizeBytes).CopyTo(uncompressed[1..]);
        Write(y, uncompressed.Slice(1 + CoordinateSizeBytes, CoordinateSizeBytes));
        return true;
    }

    /// <summary>Checks a point of 33 or 65 bytes and gives its short form. Points met lately cost no square root.</summary>
    /// <returns>False when it is not on the curve.</returns>
    public static bool TryCompress(ReadOnlySpan<byte> point, Span<byte> compressed)
    {
        if (point.Length == CompressedSizeBytes)
        {
            point.CopyTo(compressed);
            return TryLoad(point, out _);
        }

        Span<byte> uncompressed = stackalloc byte[UncompressedSizeBytes];
        if (!TryUncompress(point, uncompressed))
            return false;
        compressed[0] = (byte)(2 + (uncompressed[^1] & 1));
        uncompressed.Slice(1, CoordinateSizeBytes).CopyTo(compressed[1..]);
        return true;
    }

    /// <summary>A high S verifies too, as in the reference (K).</summary>
    /// <param name="compressed">33 bytes of a point known to be on the curve.</param>
    /// <param name="message">What was signed, before SHA-256.</param>
    /// <param name="signature">r ‖ s of 64 bytes, or DER.</param>
    /// <param name="format">Which of the two.</param>
    public static bool Verify(
        ReadOnlySpan<byte> compressed,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> signature,
        DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation
    )
    {
        if (
            format == DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            && signature.Length != 2 * CoordinateSizeBytes
        )
            return false;
        return TryLoad(compressed, out var key) && key.Verify(message, signature, format);
    }

    static bool TryLoad(ReadOnlySpan<byte> compressed, [NotNullWhen(true)] out VerifyingKey? key)
    {
        var name = new PointBytes(compressed);
        if (Keys.TryGet(name, out key))
            return true;
        Span<byte> point = stackalloc byte[UncompressedSizeBytes];
        if (!TryUncompress(compressed, point))
            return false;
        key = new VerifyingKey(point);
        Keys.Add(name, key);
        return true;
    }

    static BigInteger Read(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    static void Write(BigInteger value, Span<byte> target)
    {
        target.Clear();
        var size = value.GetByteCount(isUnsigned: true);
        _ = value.TryWriteBytes(target[(target.Length - size)..], out _, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>The x coordinate and the sign of y, compared by value.</summary>
    readonly record struct PointBytes(UInt128 High, UInt128 Low, byte Form)
    {
        public PointBytes(ReadOnlySpan<byte> compressed)
            : this(
                BinaryPrimitives.ReadUInt128BigEndian(compressed[1..]),
                BinaryPrimitives.ReadUInt128BigEndian(compressed[17..]),
                compressed[0]
            ) { }
    }

    sealed class VerifyingKey(ReadOnlySpan<byte> uncompressed)
    {
        readonly ECDsa ecdsa = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint
                {
                    X = uncompressed.Slice(1, CoordinateSizeBytes).ToArray(),
                    Y = uncompressed[(1 + CoordinateSizeBytes)..].ToArray(),
                },
            }
        );
        readonly Lock gate = new();

        // Evicted keys are left to the finaliser: another thread may be using one.
        public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, DSASignatureFormat format)
        {
            // The in-box classes do not promise that an instance serves two threads.
            lock (gate)
            {
                return ecdsa.VerifyData(message, signature, HashAlgorithmName.SHA256, format);
            }
        }
    }
}
