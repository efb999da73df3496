using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Language;

/// <summary>A node of the syntax tree. Immutable; safe to share between threads.</summary>
public abstract class SyntaxNode
{
    private protected SyntaxNode() { }

    /// <summary>Place in the source; <see cref="Location.None"/> when made by code.</summary>
    public Location Location { get; init; }

    /// <summary>Shape of this node.</summary>
    public abstract SyntaxKind Kind { get; }

    /// <summary>Visits the children in the order of the reference implementation.</summary>
    internal abstract void VisitChildren(SyntaxVisitor visitor);

    /// <summary>The node as source text, as <see cref="Printer"/> writes it.</summary>
    public override string ToString() => Printer.Print(this);
}

/// <summary>A node that carries a name.</summary>
public interface INamedNode
{
    /// <summary>The name; null only for an anonymous operation.</summary>
    string? Name { get; }

    /// <summary>Where the name itself stands, which is where errors about names point.</summary>
    Location NameLocation { get; }
}

/// <summary>A node to which directives can be applied.</summary>
public interface IDirectivesNode
{
    /// <summary>The directives, in source order.</summary>
    ImmutableArray<DirectiveNode> Directives { get; }
}

/// <summary>A node that can carry a description.</summary>
public interface IDescribedNode
{
    /// <summary>The description, or null.</summary>
    StringValueNode? Description { get; }
}
