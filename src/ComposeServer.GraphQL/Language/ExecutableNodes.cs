using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>A whole parsed source: operations, fragments, type definitions.</summary>
public sealed class DocumentNode : SyntaxNode
{
    public ImmutableArray<DefinitionNode> Definitions { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.Document;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Definitions);
}

/// <summary>A top-level item of a document.</summary>
public abstract class DefinitionNode : SyntaxNode, IDirectivesNode
{
    private protected DefinitionNode() { }

    public virtual ImmutableArray<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>An operation or a fragment.</summary>
public abstract class ExecutableDefinitionNode : DefinitionNode, INamedNode, IDescribedNode
{
    private protected ExecutableDefinitionNode() { }

    public StringValueNode? Description { get; init; }

    /// <summary>Null only for an anonymous operation.</summary>
    public string? Name { get; init; }
    public Location NameLocation { get; init; }
    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>The three kinds of operations.</summary>
public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary><c>query Name($variables) @directives { … }</c></summary>
public sealed class OperationDefinitionNode : ExecutableDefinitionNode
{
    public OperationType Operation { get; init; }
    public ImmutableArray<VariableDefinitionNode> Variables { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Variables);
        visitor.VisitAll(Directives);
        visitor.Visit(SelectionSet);
    }
}

/// <summary><c>fragment Name on Type @directives { … }</c></summary>
public sealed class FragmentDefinitionNode : ExecutableDefinitionNode
{
    public required NamedTypeNode TypeCondition { get; init; }
    public override SyntaxKind Kind => SyntaxKind.FragmentDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.Visit(TypeCondition);
        visitor.VisitAll(Directives);
        visitor.Visit(SelectionSet);
    }
}

/// <summary><c>$name: Type = default @directives</c></summary>
public sealed class VariableDefinitionNode : SyntaxNode, INamedNode, IDirectivesNode, IDescribedNode
{
    public StringValueNode? Description { get; init; }
    public required VariableNode Variable { get; init; }
    public required TypeNode Type { get; init; }
    public ValueNode? DefaultValue { get; init; }
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    /// <summary>The name without the dollar sign.</summary>
    public string Name => Variable.Name;
    public Location NameLocation => Variable.NameLocation;
    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.Visit(Variable);
        visitor.Visit(Type);
        visitor.Visit(DefaultValue);
        visitor.VisitAll(Directives);
    }
}
