using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary><c>{ … }</c>; never empty when read from a source.</summary>
public sealed class SelectionSetNode : SyntaxNode
{
    public ImmutableArray<SelectionNode> Selections { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.SelectionSet;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Selections);
}

/// <summary>What can stand in a selection set.</summary>
public abstract class SelectionNode : SyntaxNode, IDirectivesNode
{
    private protected SelectionNode() { }

    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
}

/// <summary><c>alias: name(arguments) @directives { … }</c></summary>
public sealed class FieldNode : SelectionNode, INamedNode
{
    public string? Alias { get; init; }
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public ImmutableArray<ArgumentNode> Arguments { get; init; } = [];
    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The key under which the answer stands: the alias, or else the name.</summary>
    public string ResponseKey => Alias ?? Name;
    public override SyntaxKind Kind => SyntaxKind.Field;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Arguments);
        visitor.VisitAll(Directives);
        visitor.Visit(SelectionSet);
    }
}

/// <summary><c>...Name @directives</c></summary>
public sealed class FragmentSpreadNode : SelectionNode, INamedNode
{
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Directives);
}

/// <summary><c>... on Type @directives { … }</c></summary>
public sealed class InlineFragmentNode : SelectionNode
{
    /// <summary>Null when the fragment applies to the enclosing type.</summary>
    public NamedTypeNode? TypeCondition { get; init; }
    public required SelectionSetNode SelectionSet { get; init; }
    public override SyntaxKind Kind => SyntaxKind.InlineFragment;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(TypeCondition);
        visitor.VisitAll(Directives);
        visitor.Visit(SelectionSet);
    }
}

/// <summary><c>name: value</c> of a field or a directive.</summary>
public sealed class ArgumentNode : SyntaxNode, INamedNode
{
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public required ValueNode Value { get; init; }
    public override SyntaxKind Kind => SyntaxKind.Argument;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.Visit(Value);
}

/// <summary><c>@name(arguments)</c></summary>
public sealed class DirectiveNode : SyntaxNode, INamedNode
{
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public ImmutableArray<ArgumentNode> Arguments { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.Directive;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Arguments);
}
