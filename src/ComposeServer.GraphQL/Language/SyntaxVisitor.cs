using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>What a visitor does after entering a node.</summary>
public enum VisitAction
{
    /// <summary>Go on into the children.</summary>
    Continue,

    /// <summary>Leave the children out; <see cref="SyntaxVisitor.Leave"/> is not called for this node.</summary>
    Skip,

    /// <summary>End the whole walk.</summary>
    Break,
}

/// <summary>Walks a syntax tree depth first, parents before children, siblings in source order.</summary>
/// <remarks>Recursion is bounded by the nesting limit under which the document was parsed.</remarks>
public abstract class SyntaxVisitor
{
    /// <summary>True once <see cref="Enter"/> has answered <see cref="VisitAction.Break"/>.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Called before the children of <paramref name="node"/>.</summary>
    protected virtual VisitAction Enter(SyntaxNode node) => VisitAction.Continue;

    /// <summary>Called after the children of <paramref name="node"/>.</summary>
    protected virtual void Leave(SyntaxNode node) { }

    /// <summary>Walks <paramref name="node"/> and everything under it; null is no node.</summary>
    public void Visit(SyntaxNode? node)
    {
        if (node is null || IsBroken)
        {
            return;
        }

        switch (Enter(node))
        {
            case VisitAction.Skip:
                return;
            case VisitAction.Break:
                IsBroken = true;
                return;
        }

        node.VisitChildren(this);
        if (!IsBroken)
        {
            Leave(node);
        }
    }

    internal void VisitAll<TNode>(ImmutableArray<TNode> nodes)
        where TNode : SyntaxNode
    {
        foreach (var node in nodes)
        {
            Visit(node);
        }
    }
}
