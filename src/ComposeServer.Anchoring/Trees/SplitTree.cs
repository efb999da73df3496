using ComposeServer.Ipld;

namespace ComposeServer.Anchoring.Trees;

/// <summary>
/// The tree of the old anchor services, which halves its leaves at each node: their proofs are read by it, none is made by it
/// (ceramic.md 3.2).
/// </summary>
/// <remarks>
/// <code>
/// 5 leaves:  [ [ a , b ] , [ c , [ d , e ] ] ]      the left half has the smaller number; one leaf: [ a , null ]
/// </code>
/// </remarks>
public sealed class SplitTree
{
    readonly List<Block> _nodes = [];
    readonly List<string> _paths = [];

    SplitTree() { }

    /// <summary>Root of the tree; always a node, never a leaf.</summary>
    public Cid Root { get; private set; }

    /// <summary>Every inner node, once, the root last.</summary>
    public IReadOnlyList<Block> Nodes => _nodes;

    /// <summary>Steps from the root to each leaf, in the order of the leaves.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Builds the tree.</summary>
    /// <param name="leaves">In their order: see <see cref="LeafOrder"/>.</param>
    /// <param name="metadata">The block about the tree that the oldest services put beside it (CIP-69).</param>
    /// <exception cref="ArgumentException">There is no leaf.</exception>
    public static SplitTree Of(IReadOnlyList<Cid> leaves, Cid? metadata = null)
    {
        if (leaves.Count == 0)
            throw new ArgumentException("a tree has a leaf", nameof(leaves));
        var tree = new SplitTree();
        if (leaves.Count == 1)
        {
            tree._paths.Add("0");
            tree.Root = tree.Keep(TreeNode.SplitRoot(leaves[0], right: null, metadata));
        }
        else
        {
            var middle = leaves.Count / 2;
            var left = tree.Build(leaves, 0, middle, "0");
            var right = tree.Build(leaves, middle, leaves.Count, "1");
            tree.Root = tree.Keep(TreeNode.SplitRoot(left, right, metadata));
        }

        return tree;
    }

    Cid Build(IReadOnlyList<Cid> leaves, int from, int to, string path)
    {
        if (to - from == 1)
        {
            _paths.Add(path);
            return leaves[from];
        }

        var middle = from + ((to - from) / 2);
        var left = Build(leaves, from, middle, path + "/0");
        return Keep(TreeNode.Of(left, Build(leaves, middle, to, path + "/1")));
    }

    Cid Keep(Block node)
    {
        _nodes.Add(node);
        return node.Cid;
    }
}
