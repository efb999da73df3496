using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>A type of a schema: a named type, or a list or non-null around another.</summary>
/// <remarks>Wrappers are made once per inner type, so equal types are the same object. Immutable and thread-safe.</remarks>
public abstract class GraphQLType
{
    ListType? list;
    NonNullType? nonNull;

    private protected GraphQLType() { }

    public abstract TypeKind Kind { get; }

    /// <summary>The named type inside all wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>This type without its outermost non-null, if it has one.</summary>
    public virtual GraphQLType Nullable => this;

    /// <summary>True when variables, arguments and input fields may have this type.</summary>
    public bool IsInput => Named.Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    /// <summary>True when fields may have this type.</summary>
    public bool IsOutput => Named.Kind is not TypeKind.InputObject;

    internal ListType List =>
        list ?? Interlocked.CompareExchange(ref list, new ListType(this), comparand: null) ?? list!;

    internal NonNullType NonNull =>
        nonNull ?? Interlocked.CompareExchange(ref nonNull, new NonNullType(this), comparand: null) ?? nonNull!;

    /// <summary>The type as it is written: <c>[Name!]!</c>.</summary>
    public abstract override string ToString();
}

/// <summary><c>[Type]</c></summary>
public sealed class ListType : GraphQLType
{
    internal ListType(GraphQLType ofType) => OfType = ofType;

    public GraphQLType OfType { get; }
    public override TypeKind Kind => TypeKind.List;
    public override NamedType Named => OfType.Named;

    /// <summary>The list of <paramref name="type"/>; always the same object for the same type.</summary>
    public static ListType Of(GraphQLType type) => type.List;

    public override string ToString() => $"[{OfType}]";
}

/// <summary><c>Type!</c></summary>
public sealed class NonNullType : GraphQLType
{
    internal NonNullType(GraphQLType ofType) => OfType = ofType;

    /// <summary>Never itself a non-null.</summary>
    public GraphQLType OfType { get; }
    public override TypeKind Kind => TypeKind.NonNull;
    public override NamedType Named => OfType.Named;
    public override GraphQLType Nullable => OfType;

    /// <summary>The non-null of <paramref name="type"/>; always the same object for the same type.</summary>
    /// <exception cref="ArgumentException">The type is non-null already.</exception>
    public static NonNullType Of(GraphQLType type) =>
        type is NonNullType
            ? throw new ArgumentException($"Expected {type} to be a GraphQL nullable type.", nameof(type))
            : type.NonNull;

    public override string ToString() => $"{OfType}!";
}

/// <summary>A type with a name: scalar, object, interface, union, enum or input object.</summary>
public abstract class NamedType : GraphQLType, INamed
{
    private protected NamedType(string name) => Name = NameRule.Checked(name);

    public string Name { get; }
    public string? Description { get; init; }

    /// <summary>The definition in SDL this type was made from, if any.</summary>
    public TypeDefinitionNode? Syntax { get; init; }

    /// <summary>The extensions in SDL that were merged into this type.</summary>
    public IReadOnlyList<TypeExtensionNode> Extensions { get; init; } = [];

    public override NamedType Named => this;

    /// <summary>True for scalars and enums, whose fields have no selection.</summary>
    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    /// <summary>True for objects, interfaces and unions, whose fields have a selection.</summary>
    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    /// <summary>True for interfaces and unions.</summary>
    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;

    public override string ToString() => Name;
}
