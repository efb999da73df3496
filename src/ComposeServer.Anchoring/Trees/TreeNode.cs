using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Anchoring.Trees;

/// <summary>Inner nodes of the trees whose roots are anchored: a dag-cbor list of links (ceramic.md 3.2).</summary>
static class TreeNode
{
    /// <summary>The node above two others.</summary>
    public static Block Of(Cid left, Cid right) => DagCborEncoder.ToBlock(IpldList.Of(left, right));

    /// <summary>The root of a split tree: nothing on the right when there is one leaf, metadata as a third element in the oldest generation.</summary>
    public static Block SplitRoot(Cid left, Cid? right, Cid? metadata)
    {
        var other = right is { } cid ? cid : IpldValue.Null;
        return DagCborEncoder.ToBlock(
            metadata is { } about ? IpldList.Of(left, other, about) : IpldList.Of(left, other)
        );
    }
}
