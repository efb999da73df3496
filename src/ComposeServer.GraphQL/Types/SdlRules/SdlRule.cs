using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>One rule for schema documents, told of every node in document order.</summary>
abstract class SdlRule(SdlContext context)
{
    protected SdlContext Context { get; } = context;

    public virtual void Enter(SyntaxNode node) { }

    /// <summary>After the children of the node.</summary>
    public virtual void Leave(SyntaxNode node) { }
}
