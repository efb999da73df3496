using System.Security.Cryptography;

namespace ComposeServer.Ipld;

/// <summary>Name of a block: its codec and the hash of its bytes. Immutable; <c>default</c> names nothing.</summary>
/// <remarks>
/// <code>
/// v1: 01 ‖ varint codec ‖ varint hash code ‖ varint length ‖ digest      text: b + base32
/// v0: 12 20 ‖ 32 bytes of SHA-256, codec dag-pb                          text: base58btc, Qm…
/// </code>
/// An unknown hash code reads (the metamodel's name needs it). Source: multiformats/cid.
/// </remarks>
public readonly partial struct Cid : IEquatable<Cid>, IComparable<Cid>
{
    const byte Version0First = (byte)Multihash.Sha2256;
    const int Version0Size = 2 + SHA256.HashSizeInBytes;

    readonly byte[]? _bytes;

    Cid(byte[] bytes) => _bytes = bytes;

    /// <summary>True for <c>default</c>.</summary>
    public bool IsEmpty => _bytes is null;

    /// <summary>The binary form; empty for <c>default</c>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The binary form; empty for <c>default</c>.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>0 or 1.</summary>
    public int Version => _bytes is null || _bytes[0] == Version0First ? 0 : 1;

    /// <summary>How the block is encoded: see <see cref="Multicodec"/>.</summary>
    public ulong Codec => Parts(Bytes, out var codec, out _, out _) ? codec : 0;

    /// <summary>How the digest was made: see <see cref="Multihash"/>.</summary>
    public ulong HashCode => Parts(Bytes, out _, out var code, out _) ? code : 0;

    /// <summary>The digest alone.</summary>
    public ReadOnlySpan<byte> Digest => Parts(Bytes, out _, out _, out var digest) ? digest : default;

    /// <summary>The digest with its code and length.</summary>
    public ReadOnlySpan<byte> MultihashBytes
    {
        get
        {
            var rest = Bytes;
            if (Version == 1)
            {
                rest = rest[1..];
                Varint.TryTake(ref rest, out _);
            }

            return rest;
        }
    }

    /// <summary>Reads a CID that fills the whole span.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out Cid cid) =>
        TryTake(ref source, out cid) && source.IsEmpty;

    /// <summary>Reads a CID and moves <paramref name="source"/> behind it.</summary>
    /// <returns>False, with the source unmoved, if there is none.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> source, out Cid cid)
    {
        cid = default;
        if (!TryMeasure(source, out var length))
            return false;
        cid = new(source[..length].ToArray());
        source = source[length..];
        return true;
    }

    /// <summary>Finds how many bytes the CID at the start of <paramref name="source"/> has, without making one.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> source, out int length)
    {
        length = 0;
        var rest = source;
        if (rest.Length >= 2 && rest[0] == Version0First)
        {
            if (rest[1] != SHA256.HashSizeInBytes || rest.Length < Version0Size)
                return false;
            length = Version0Size;
            return true;
        }

        if (!Varint.TryTake(ref rest, out var version) || version != 1)
            return false;
        if (!Varint.TryTake(ref rest, out _) || !Multihash.TryTake(ref rest, out _, out _))
            return false;
        length = source.Length - rest.Length;
        return true;
    }

    /// <summary>Names a block: version 1, SHA-256.</summary>
    public static Cid Compute(ulong codec, ReadOnlySpan<byte> block)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256.Hash(block, digest);
        return Create(codec, Multihash.Sha2256, digest);
    }

    /// <summary>A version 1 CID of a digest that is known already.</summary>
    public static Cid Create(ulong codec, ulong hashCode, ReadOnlySpan<byte> digest)
    {
        var length = (ulong)digest.Length;
        var bytes = new byte[
            1 + Varint.SizeOf(codec) + Varint.SizeOf(hashCode) + Varint.SizeOf(length) + digest.Length
        ];
        bytes[0] = 1;
        var at = 1 + Varint.Write(bytes.AsSpan(1), codec);
        at += Varint.Write(bytes.AsSpan(at), hashCode);
        at += Varint.Write(bytes.AsSpan(at), length);
        digest.CopyTo(bytes.AsSpan(at));
        return new(bytes);
    }

    /// <summary>True if hashing the block gives this digest. False also for a hash code that is not computed here (Keccak).</summary>
    public bool Names(ReadOnlySpan<byte> block) =>
        Parts(Bytes, out _, out var code, out var digest) && Multihash.Matches(code, digest, block);

    /// <inheritdoc/>
    public bool Equals(Cid other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Cid other && Equals(other);

    /// <summary>Seeded per process over all bytes: whoever sends CIDs cannot choose collisions.</summary>
    public override int GetHashCode()
    {
        var hash = new System.HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>Bytewise, as unsigned.</summary>
    public int CompareTo(Cid other) => Bytes.SequenceCompareTo(other.Bytes);

    /// <summary>Bytewise equality.</summary>
    public static bool operator ==(Cid left, Cid right) => left.Equals(right);

    /// <summary>Bytewise inequality.</summary>
    public static bool operator !=(Cid left, Cid right) => !left.Equals(right);

    /// <summary>Bytewise order.</summary>
    public static bool operator <(Cid left, Cid right) => left.CompareTo(right) < 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator <=(Cid left, Cid right) => left.CompareTo(right) <= 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >(Cid left, Cid right) => left.CompareTo(right) > 0;

    /// <summary>Bytewise order.</summary>
    public static bool operator >=(Cid left, Cid right) => left.CompareTo(right) >= 0;

    static bool Parts(ReadOnlySpan<byte> bytes, out ulong codec, out ulong hashCode, out ReadOnlySpan<byte> digest)
    {
        codec = Multicodec.DagPb;
        hashCode = Multihash.Sha2256;
        digest = default;
        if (bytes.IsEmpty)
            return false;
        if (bytes[0] == Version0First)
        {
            digest = bytes[2..];
            return true;
        }

        bytes = bytes[1..];
        return Varint.TryTake(ref bytes, out codec) && Multihash.TryTake(ref bytes, out hashCode, out digest);
    }
}
