using System.Numerics;
using ComposeServer.Ipld;

namespace ComposeServer.Anchoring.Trees;

/// <summary>
/// The tree of our own anchors, which grows leaf by leaf: perfect trees of falling size side by side, folded from the right
/// (ceramic.md 3.2). Not for several threads.
/// </summary>
/// <remarks>
/// <code>
/// 7 leaves:  [ 4 , [ 2 , 1 ] ]      peaks of 4, 2 and 1 leaves; the root of one leaf is the leaf
/// </code>
/// Only the names of the nodes are kept, about 70 bytes each; a node's bytes follow from the names below it.
/// </remarks>
public sealed class MountainRange
{
    // Level h holds the roots of all whole perfect trees of 2^h leaves, from the left.
    readonly List<List<Cid>> _levels =
    [
        [],
    ];

    /// <summary>Leaves so far.</summary>
    public int Count => _levels[0].Count;

    /// <summary>Root of all leaves so far.</summary>
    /// <exception cref="InvalidOperationException">There is no leaf.</exception>
    public Cid Root
    {
        get
        {
            if (Count == 0)
                throw new InvalidOperationException("a tree has a leaf");
            Cid? root = null;
            foreach (var fold in Folds())
                root = fold.Cid;
            return root ?? Peak(BitOperations.Log2((uint)Count));
        }
    }

    /// <summary>Every inner node, once.</summary>
    public IEnumerable<Block> Nodes
    {
        get
        {
            for (var height = 1; height < _levels.Count; height++)
            {
                for (var at = 0; at < _levels[height].Count; at++)
                    yield return Inner(height, at);
            }

            foreach (var fold in Folds())
                yield return fold;
        }
    }

    /// <summary>Adds a leaf on the right.</summary>
    public void Add(Cid leaf)
    {
        _levels[0].Add(leaf);
        for (var height = 0; _levels[height].Count % 2 == 0; height++)
        {
            if (_levels.Count == height + 1)
                _levels.Add([]);
            _levels[height + 1].Add(Inner(height + 1, (_levels[height].Count / 2) - 1).Cid);
        }
    }

    /// <summary>Steps from the root to a leaf, <c>/</c> between; empty when the leaf is the root.</summary>
    /// <param name="index">The leaf, from 0.</param>
    /// <param name="count">Leaves of the whole tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static string PathOf(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        var steps = new List<char>();
        while (!BitOperations.IsPow2(count))
        {
            var peak = 1 << BitOperations.Log2((uint)count);
            if (index < peak)
            {
                steps.Add('0');
                count = peak;
                continue;
            }

            steps.Add('1');
            index -= peak;
            count -= peak;
        }

        for (var bit = BitOperations.Log2((uint)count) - 1; bit >= 0; bit--)
            steps.Add((index >> bit & 1) == 0 ? '0' : '1');
        return string.Join('/', steps);
    }

    /// <summary>The nodes on the path to a leaf, the root first; none when the leaf is the root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public IReadOnlyList<Block> NodesTo(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var height = HeightOfPeakOver(index);
        List<Block> nodes = [.. Folds().Where((_, fold) => height <= FoldHeight(fold)).Reverse()];
        for (; height > 0; height--)
            nodes.Add(Inner(height, index >> height));
        return nodes;
    }

    /// <summary>The nodes that join the peaks, the lowest first; the last is the root.</summary>
    IEnumerable<Block> Folds()
    {
        Cid? right = null;
        for (var rest = Count; rest != 0; rest &= rest - 1)
        {
            var peak = Peak(BitOperations.TrailingZeroCount(rest));
            if (right is { } lower)
            {
                var fold = TreeNode.Of(peak, lower);
                yield return fold;
                right = fold.Cid;
            }
            else
            {
                right = peak;
            }
        }
    }

    /// <summary>Height of the peak on the left of a fold; under the fold lie this peak and all smaller ones.</summary>
    int FoldHeight(int fold)
    {
        var rest = Count;
        for (; fold >= 0; fold--)
            rest &= rest - 1;
        return BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Each bit of the count is a peak; the highest in which the leaf's index differs is the peak in front of whose end it lies.</summary>
    int HeightOfPeakOver(int index) => BitOperations.Log2((uint)(Count ^ index));

    /// <summary>The peak of a height is the last tree on its level.</summary>
    Cid Peak(int height) => _levels[height][^1];

    Block Inner(int height, int at) => TreeNode.Of(_levels[height - 1][2 * at], _levels[height - 1][(2 * at) + 1]);
}
