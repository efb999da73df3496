using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ComposeServer.GraphQL.Language;

/// <summary>Holds the items of all lists that are being parsed, so that each list is allocated once, at its final length.</summary>
sealed class NodeStack
{
    readonly List<SyntaxNode> nodes = [];

    /// <summary>Start of a new list; to be given to <see cref="Pop"/>.</summary>
    public int Mark => nodes.Count;

    public void Push(SyntaxNode node) => nodes.Add(node);

    /// <summary>Takes away everything pushed since <paramref name="mark"/>.</summary>
    public ImmutableArray<TNode> Pop<TNode>(int mark)
        where TNode : SyntaxNode
    {
        var array = new TNode[nodes.Count - mark];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = (TNode)nodes[mark + i];
        }

        nodes.RemoveRange(mark, array.Length);
        return ImmutableCollectionsMarshal.AsImmutableArray(array);
    }
}
