using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>The definition of a named type.</summary>
public abstract class TypeDefinitionNode : TypeSystemNode, INamedNode, IDescribedNode
{
    private protected TypeDefinitionNode() { }

    public StringValueNode? Description { get; init; }
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
}

/// <summary><c>scalar Name @directives</c></summary>
public sealed class ScalarTypeDefinitionNode : TypeDefinitionNode
{
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Directives);
    }
}

/// <summary><c>type Name implements A &amp; B @directives { … }</c></summary>
public sealed class ObjectTypeDefinitionNode : TypeDefinitionNode
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; init; } = [];
    public ImmutableArray<FieldDefinitionNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.ObjectTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Interfaces);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Fields);
    }
}

/// <summary><c>interface Name implements A &amp; B @directives { … }</c></summary>
public sealed class InterfaceTypeDefinitionNode : TypeDefinitionNode
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; init; } = [];
    public ImmutableArray<FieldDefinitionNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.InterfaceTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Interfaces);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Fields);
    }
}

/// <summary><c>union Name @directives = A | B</c></summary>
public sealed class UnionTypeDefinitionNode : TypeDefinitionNode
{
    public ImmutableArray<NamedTypeNode> Types { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.UnionTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Types);
    }
}

/// <summary><c>enum Name @directives { … }</c></summary>
public sealed class EnumTypeDefinitionNode : TypeDefinitionNode
{
    public ImmutableArray<EnumValueDefinitionNode> Values { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.EnumTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Values);
    }
}

/// <summary><c>input Name @directives { … }</c></summary>
public sealed class InputObjectTypeDefinitionNode : TypeDefinitionNode
{
    public ImmutableArray<InputValueDefinitionNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Fields);
    }
}
