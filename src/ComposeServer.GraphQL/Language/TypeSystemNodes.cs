using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>A definition or an extension of a part of a schema.</summary>
public abstract class TypeSystemNode : DefinitionNode
{
    private protected TypeSystemNode() { }
}

/// <summary>What a schema definition and a schema extension share.</summary>
public abstract class SchemaNode : TypeSystemNode
{
    private protected SchemaNode() { }

    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; init; } = [];
}

/// <summary><c>schema @directives { query: Query }</c></summary>
public sealed class SchemaDefinitionNode : SchemaNode, IDescribedNode
{
    public StringValueNode? Description { get; init; }
    public override SyntaxKind Kind => SyntaxKind.SchemaDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Directives);
        visitor.VisitAll(OperationTypes);
    }
}

/// <summary><c>extend schema @directives { … }</c></summary>
public sealed class SchemaExtensionNode : SchemaNode
{
    public override SyntaxKind Kind => SyntaxKind.SchemaExtension;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.VisitAll(Directives);
        visitor.VisitAll(OperationTypes);
    }
}

/// <summary><c>query: Type</c></summary>
public sealed class OperationTypeDefinitionNode : SyntaxNode
{
    public required OperationType Operation { get; init; }
    public required NamedTypeNode Type { get; init; }
    public override SyntaxKind Kind => SyntaxKind.OperationTypeDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.Visit(Type);
}

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinitionNode : SyntaxNode, INamedNode, IDirectivesNode, IDescribedNode
{
    public StringValueNode? Description { get; init; }
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; init; } = [];
    public required TypeNode Type { get; init; }
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.FieldDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Arguments);
        visitor.Visit(Type);
        visitor.VisitAll(Directives);
    }
}

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValueDefinitionNode : SyntaxNode, INamedNode, IDirectivesNode, IDescribedNode
{
    public StringValueNode? Description { get; init; }
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public required TypeNode Type { get; init; }
    public ValueNode? DefaultValue { get; init; }
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.InputValueDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.Visit(Type);
        visitor.Visit(DefaultValue);
        visitor.VisitAll(Directives);
    }
}

/// <summary>One value of an enum type.</summary>
public sealed class EnumValueDefinitionNode : SyntaxNode, INamedNode, IDirectivesNode, IDescribedNode
{
    public StringValueNode? Description { get; init; }
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.EnumValueDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Directives);
    }
}

/// <summary><c>directive @name(arguments) repeatable on LOCATIONS</c></summary>
public sealed class DirectiveDefinitionNode : TypeSystemNode, INamedNode, IDescribedNode
{
    public StringValueNode? Description { get; init; }
    public required string Name { get; init; }
    public Location NameLocation { get; init; }
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; init; } = [];
    public bool IsRepeatable { get; init; }
    public ImmutableArray<DirectiveLocation> Locations { get; init; } = [];
    public override SyntaxKind Kind => SyntaxKind.DirectiveDefinition;

    internal override void VisitChildren(SyntaxVisitor visitor)
    {
        visitor.Visit(Description);
        visitor.VisitAll(Arguments);
    }
}
