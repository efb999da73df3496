namespace ComposeServer.GraphQL.Types;

/// <summary>The eight kinds of types; <c>__TypeKind</c> of introspection.</summary>
public enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}
