namespace ComposeServer.GraphQL.Language;

/// <summary>A reference to a type.</summary>
public abstract class TypeNode : SyntaxNode
{
    private protected TypeNode() { }

    /// <summary>The name inside all lists and exclamation marks.</summary>
    public NamedTypeNode Innermost
    {
        get
        {
            var type = this;
            while (true)
            {
                switch (type)
                {
                    case ListTypeNode list:
                        type = list.Type;
                        break;
                    case NonNullTypeNode nonNull:
                        type = nonNull.Type;
                        break;
                    default:
                        return (NamedTypeNode)type;
                }
            }
        }
    }
}

/// <summary><c>Name</c></summary>
public sealed class NamedTypeNode : TypeNode, INamedNode
{
    public required string Name { get; init; }
    public Location NameLocation => Location;
    public override SyntaxKind Kind => SyntaxKind.NamedType;

    internal override void VisitChildren(SyntaxVisitor visitor) { }
}

/// <summary><c>[Type]</c></summary>
public sealed class ListTypeNode : TypeNode
{
    public required TypeNode Type { get; init; }
    public override SyntaxKind Kind => SyntaxKind.ListType;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.Visit(Type);
}

/// <summary><c>Type!</c></summary>
public sealed class NonNullTypeNode : TypeNode
{
    /// <summary>A named or a list type, never another non-null.</summary>
    public required TypeNode Type { get; init; }
    public override SyntaxKind Kind => SyntaxKind.NonNullType;

    internal override void VisitChildren(SyntaxVisitor visitor) => visitor.Visit(Type);
}
