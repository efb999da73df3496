using ComposeServer.GraphQL.Execution;

namespace ComposeServer.GraphQL.Types;

/// <summary>What objects and interfaces share: fields, and interfaces they implement.</summary>
public abstract class FieldsContainerType : NamedType
{
    readonly Lazy<NamedList<FieldDefinition>> fields;
    readonly Lazy<IReadOnlyList<InterfaceType>> interfaces;
    NamedList<FieldDefinition>? extended;

    private protected FieldsContainerType(
        string name,
        Func<IEnumerable<FieldDefinition>> fields,
        Func<IEnumerable<InterfaceType>>? interfaces
    )
        : base(name)
    {
        this.fields = new(() => new NamedList<FieldDefinition>(fields()));
        this.interfaces = new(() => interfaces is null ? [] : [.. interfaces()]);
    }

    /// <summary>The fields in order; without <c>__typename</c>.</summary>
    public NamedList<FieldDefinition> Fields => extended ?? fields.Value;

    /// <summary>The implemented interfaces in declared order.</summary>
    public IReadOnlyList<InterfaceType> Interfaces => interfaces.Value;

    /// <summary>Adds fields, of other names. Only while the schema is built: afterwards nothing of a type changes.</summary>
    internal void Extend(IEnumerable<FieldDefinition> added) => extended = new([.. Fields, .. added]);
}

/// <summary><c>type Name { … }</c></summary>
/// <param name="name">Must keep <see cref="NameRule"/>.</param>
/// <param name="fields">Called once, when the fields are first asked for, so that types may refer to each other.</param>
/// <param name="interfaces">Likewise.</param>
public sealed class ObjectType(
    string name,
    Func<IEnumerable<FieldDefinition>> fields,
    Func<IEnumerable<InterfaceType>>? interfaces = null
) : FieldsContainerType(name, fields, interfaces)
{
    public override TypeKind Kind => TypeKind.Object;
}

/// <summary><c>interface Name { … }</c></summary>
/// <inheritdoc cref="ObjectType"/>
public sealed class InterfaceType(
    string name,
    Func<IEnumerable<FieldDefinition>> fields,
    Func<IEnumerable<InterfaceType>>? interfaces = null
) : FieldsContainerType(name, fields, interfaces)
{
    public override TypeKind Kind => TypeKind.Interface;

    /// <summary>Finds the object type of a value that does not tell it itself (<see cref="ITyped"/>, <c>__typename</c>).</summary>
    public TypeResolver? ResolveType { get; init; }
}
