using System.Security.Cryptography;

namespace ComposeServer.Ipld;

/// <summary>A digest that says how it was made: varint code ‖ varint length ‖ digest.</summary>
/// <remarks>Any code reads, since the metamodel's name carries one that stands for no hash. Source: multiformats/multihash.</remarks>
public static class Multihash
{
    /// <summary>The digest is the data itself.</summary>
    public const ulong Identity = 0x00;

    /// <summary>SHA-256.</summary>
    public const ulong Sha2256 = 0x12;

    /// <summary>SHA-512.</summary>
    public const ulong Sha2512 = 0x13;

    /// <summary>Keccak-256 as Ethereum uses it. Read and compared, never computed here.</summary>
    public const ulong Keccak256 = 0x1b;

    /// <summary>Reads one multihash and moves <paramref name="source"/> behind it.</summary>
    /// <returns>False, with the source unmoved, if it is malformed or ends before the digest does.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> source, out ulong code, out ReadOnlySpan<byte> digest)
    {
        digest = default;
        var rest = source;
        if (!Varint.TryTake(ref rest, out code) || !Varint.TryTake(ref rest, out var length))
            return false;
        if (length > (ulong)rest.Length)
            return false;
        digest = rest[..(int)length];
        source = rest[(int)length..];
        return true;
    }

    /// <summary>Bytes of the multihash of this digest.</summary>
    public static byte[] Encode(ulong code, ReadOnlySpan<byte> digest)
    {
        var bytes = new byte[Varint.SizeOf(code) + Varint.SizeOf((ulong)digest.Length) + digest.Length];
        var at = Varint.Write(bytes, code);
        at += Varint.Write(bytes.AsSpan(at), (ulong)digest.Length);
        digest.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>True for the codes that <see cref="Matches"/> can compute.</summary>
    public static bool IsComputable(ulong code) => code is Identity or Sha2256 or Sha2512;

    /// <summary>True if hashing <paramref name="data"/> with that code gives exactly this digest; false also for a code we cannot compute.</summary>
    public static bool Matches(ulong code, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> data)
    {
        switch (code)
        {
            case Identity:
                return digest.SequenceEqual(data);
            case Sha2256 when digest.Length == SHA256.HashSizeInBytes:
                Span<byte> hash256 = stackalloc byte[SHA256.HashSizeInBytes];
                Sha256.Hash(data, hash256);
                return digest.SequenceEqual(hash256);
            case Sha2512 when digest.Length == SHA512.HashSizeInBytes:
                Span<byte> hash512 = stackalloc byte[SHA512.HashSizeInBytes];
                SHA512.HashData(data, hash512);
                return digest.SequenceEqual(hash512);
            default:
                return false;
        }
    }
}
