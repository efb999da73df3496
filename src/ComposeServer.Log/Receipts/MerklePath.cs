using System.Security.Cryptography;
using ComposeServer.Ipld;

namespace ComposeServer.Log.Receipts;

/// <summary>The way from one event's CID to the root over all CIDs of its group: see <see cref="Intake.Commit.Receipt.RootOf"/>.</summary>
/// <param name="Steps">From the leaf upwards: the hash beside, and whether it stands on the left.</param>
public sealed record MerklePath(IReadOnlyList<MerkleStep> Steps)
{
    /// <summary>The way of one of some CIDs.</summary>
    public static MerklePath Of(IReadOnlyList<Cid> cids, int index)
    {
        var steps = new List<MerkleStep>();
        var level = cids.Select(cid => LeafOf(cid)).ToList();
        for (; level.Count > 1; index /= 2)
        {
            var beside = index ^ 1;
            // An odd one out moves up as it is.
            if (beside < level.Count)
                steps.Add(new(IsLeft: beside < index, level[beside]));
            level = [.. level.Chunk(2).Select(pair => pair.Length == 2 ? NodeOf(pair[0], pair[1]) : pair[0])];
        }

        return new(steps);
    }

    /// <summary>The root that the way leads to from a CID.</summary>
    public byte[] RootFrom(Cid cid) =>
        Steps.Aggregate(
            LeafOf(cid),
            (hash, step) => step.IsLeft ? NodeOf(step.Hash.Span, hash) : NodeOf(hash, step.Hash.Span)
        );

    /// <summary>True when the steps stand on the sides on which they must for one of so many leaves.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="count">Leaves.</param>
    public bool IsOf(long index, long count)
    {
        var taken = 0;
        for (; count > 1; (index, count) = (index / 2, (count / 2) + (count % 2)))
        {
            var beside = index ^ 1;
            if (beside < count && (taken == Steps.Count || Steps[taken++].IsLeft != beside < index))
                return false;
        }

        return taken == Steps.Count;
    }

    static byte[] LeafOf(Cid cid) => SHA256.HashData([0, .. cid.Bytes]);

    static byte[] NodeOf(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);
}

/// <summary>One step of a way.</summary>
/// <param name="IsLeft">The hash stands on the left, what comes from below on the right.</param>
/// <param name="Hash">32 bytes.</param>
public readonly record struct MerkleStep(bool IsLeft, ReadOnlyMemory<byte> Hash);
