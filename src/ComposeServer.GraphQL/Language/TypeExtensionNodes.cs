using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>The extension of a named type.</summary>
public abstract class TypeExtensionNode : TypeSystemNode, INamedNode
{
    private protected TypeExtensionNode() { }

    public required string Name { get; init; }
    public Location NameLocation { get; init; }
}

/// <summary><c>extend scalar Name @directives</c></summary>
public sealed class ScalarTypeExtensionNode : TypeExtensionNode
{
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeExtension;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.VisitAll(Directives);
}

/// <summary><c>extend type Name implements A &amp; B @directives { … }</c></summary>
public sealed class ObjectTypeExtensionNode : TypeExtensionNode
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; init; } = [];
    public ImmutableArray<FieldDefinitionNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.ObjectTypeExtension;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Interfaces);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Fields);
    }
}

/// <summary><c>extend interface Name implements A &amp; B @directives { … }</c></summary>
public sealed class InterfaceTypeExtensionNode : TypeExtensionNode
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; init; } = [];
    public ImmutableArray<FieldDefinitionNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.InterfaceTypeExtension;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Interfaces);
        visitor.VisitAll(Directives);
        visitor.VisitAll(Fields);
    }
}

/// <summary><c>extend union Name @directives = A | B</c></summary>
public sealed class UnionTypeExtensionNode : TypeExtensionNode
{
    public ImmutableArray<NamedTypeNode> Types { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.UnionTypeExtension;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Directives);
        visitor.VisitAll(Types);
    }
}

/// <summary><c>extend enum Name @directives { … }</c></summary>
public sealed class EnumTypeExtensionNode : TypeExtensionNode
{
    public ImmutableArray<EnumValueDefinitionNode> Values { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.EnumTypeExtension;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Directives);
        visitor.VisitAll(Values);
    }
}

/// <summary><c>extend input Name @directives { … }</c></summary>
public sealed class InputObjectTypeExtensionNode : TypeExtensionNode
{
    public ImmutableArray<InputValueDefinitionNode> Fields { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeExtension;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Directives);
        visitor.VisitAll(Fields);
    }
}
