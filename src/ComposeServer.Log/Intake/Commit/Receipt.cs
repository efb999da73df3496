using System.Buffers.Binary;
using System.Security.Cryptography;
using ComposeServer.Ipld;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>One link of the chain over all commit groups. It covers CIDs and never content, so erasure leaves the chain whole.</summary>
/// <param name="Root">Root of a binary SHA-256 tree over the group's event CIDs, in order of position.</param>
/// <param name="Hash">SHA-256 of: previous hash, root, first position, last position, time in milliseconds (8 bytes big endian each).</param>
public sealed record Receipt(ReadOnlyMemory<byte> Previous, ReadOnlyMemory<byte> Root, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Of the server that commits it; null where nobody signs.</summary>
    public ReceiptSignature? Signature { get; init; }

    /// <summary>Chains a group to the one before.</summary>
    /// <param name="previous">Hash of the previous group; empty for the first.</param>
    public static Receipt Chain(
        ReadOnlyMemory<byte> previous,
        IReadOnlyList<Cid> cids,
        long firstPosition,
        long lastPosition,
        DateTimeOffset at
    )
    {
        var root = RootOf(cids);
        return new(previous, root, HashOf(previous.Span, root, firstPosition, lastPosition, at));
    }

    /// <summary>The hash of a link.</summary>
    /// <inheritdoc cref="Chain"/>
    /// <param name="previous">Hash of the previous group; empty for the first.</param>
    /// <param name="root">See <see cref="RootOf"/>.</param>
    public static byte[] HashOf(
        ReadOnlySpan<byte> previous,
        ReadOnlySpan<byte> root,
        long firstPosition,
        long lastPosition,
        DateTimeOffset at
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        hash.AppendData(previous);
        hash.AppendData(root);
        foreach (var value in (ReadOnlySpan<long>)[firstPosition, lastPosition, at.ToUnixTimeMilliseconds()])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Leaf: SHA-256(00 ‖ CID); node: SHA-256(01 ‖ left ‖ right); an odd node moves up unchanged (RFC 6962 2.1 in shape).</summary>
    public static byte[] RootOf(IReadOnlyList<Cid> cids)
    {
        if (cids.Count == 0)
            return SHA256.HashData([]);
        var level = new byte[cids.Count][];
        for (var i = 0; i < level.Length; i++)
            level[i] = SHA256.HashData([0, .. cids[i].Bytes]);
        while (level.Length > 1)
        {
            var next = new byte[(level.Length + 1) / 2][];
            for (var i = 0; i < next.Length; i++)
                next[i] =
                    2 * i + 1 < level.Length
                        ? SHA256.HashData([1, .. level[2 * i], .. level[2 * i + 1]])
                        : level[2 * i];
            level = next;
        }

        return level[0];
    }
}
