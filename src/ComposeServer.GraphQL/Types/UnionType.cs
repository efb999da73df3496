using ComposeServer.GraphQL.Execution;

namespace ComposeServer.GraphQL.Types;

/// <summary><c>union Name = A | B</c></summary>
/// <param name="name">Must keep <see cref="NameRule"/>.</param>
/// <param name="types">Called once, when the members are first asked for.</param>
public sealed class UnionType(string name, Func<IEnumerable<ObjectType>> types) : NamedType(name)
{
    readonly Lazy<IReadOnlyList<ObjectType>> members = new(() => [.. types()]);

    /// <summary>The members in declared order.</summary>
    public IReadOnlyList<ObjectType> Types => members.Value;
    public override TypeKind Kind => TypeKind.Union;

    /// <inheritdoc cref="InterfaceType.ResolveType"/>
    public TypeResolver? ResolveType { get; init; }
}
