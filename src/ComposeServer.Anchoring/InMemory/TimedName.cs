using System.Buffers.Binary;
using System.Security.Cryptography;
using ComposeServer.Ipld;
using ComposeServer.Streams.Events;

namespace ComposeServer.Anchoring.InMemory;

/// <summary>Names of transactions that no chain holds: random, but for the time at which they were made.</summary>
/// <remarks>
/// CIDv1, dag-cbor, sha2-256, as of any block; of its 32 bytes of digest
/// <code>
/// 0 .. 7   "anchored"
/// 8 .. 15  seconds of Unix time, big endian
/// 16 .. 31 random
/// </code>
/// </remarks>
static class TimedName
{
    const int SecondsAt = 8;
    const int RandomAt = 16;

    static ReadOnlySpan<byte> Mark => "anchored"u8;

    public static Cid Make(long seconds, RandomFill random)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Mark.CopyTo(digest);
        BinaryPrimitives.WriteInt64BigEndian(digest[SecondsAt..], seconds);
        random(digest[RandomAt..]);
        return Cid.Create(Multicodec.DagCbor, Multihash.Sha2256, digest);
    }

    /// <returns>False for the name of anything else.</returns>
    public static bool TryRead(Cid name, out long seconds)
    {
        seconds = 0;
        var digest = name.Digest;
        if (name.Codec != Multicodec.DagCbor || digest.Length != SHA256.HashSizeInBytes || !digest.StartsWith(Mark))
            return false;
        seconds = BinaryPrimitives.ReadInt64BigEndian(digest[SecondsAt..]);
        return seconds > 0;
    }
}
