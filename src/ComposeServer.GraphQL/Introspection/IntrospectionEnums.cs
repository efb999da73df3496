using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Introspection;

/// <summary>The enums of introspection; their values are the members of our own enumerations.</summary>
static class IntrospectionEnums
{
    public static EnumType TypeKind { get; } =
        new(
            "__TypeKind",
            [
                Of(Types.TypeKind.Scalar, "SCALAR", "Indicates this type is a scalar."),
                Of(
                    Types.TypeKind.Object,
                    "OBJECT",
                    "Indicates this type is an object. `fields` and `interfaces` are valid fields."
                ),
                Of(
                    Types.TypeKind.Interface,
                    "INTERFACE",
                    "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."
                ),
                Of(Types.TypeKind.Union, "UNION", "Indicates this type is a union. `possibleTypes` is a valid field."),
                Of(Types.TypeKind.Enum, "ENUM", "Indicates this type is an enum. `enumValues` is a valid field."),
                Of(
                    Types.TypeKind.InputObject,
                    "INPUT_OBJECT",
                    "Indicates this type is an input object. `inputFields` is a valid field."
                ),
                Of(Types.TypeKind.List, "LIST", "Indicates this type is a list. `ofType` is a valid field."),
                Of(Types.TypeKind.NonNull, "NON_NULL", "Indicates this type is a non-null. `ofType` is a valid field."),
            ]
        )
        {
            Description = "An enum describing what kind of type a given `__Type` is.",
        };

    public static EnumType DirectiveLocation { get; } =
        new(
            "__DirectiveLocation",
            Enum.GetValues<DirectiveLocation>()
                .Select(location => new EnumValue(location.Name, location)
                {
                    Description = $"Location adjacent to {Place(location)}.",
                })
        )
        {
            Description =
                "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
        };

    static EnumValue Of(TypeKind kind, string name, string description) =>
        new(name, kind) { Description = description };

    static string Place(DirectiveLocation location) =>
        location switch
        {
            Language.DirectiveLocation.Query => "a query operation",
            Language.DirectiveLocation.Mutation => "a mutation operation",
            Language.DirectiveLocation.Subscription => "a subscription operation",
            Language.DirectiveLocation.Field => "a field",
            Language.DirectiveLocation.FragmentDefinition => "a fragment definition",
            Language.DirectiveLocation.FragmentSpread => "a fragment spread",
            Language.DirectiveLocation.InlineFragment => "an inline fragment",
            Language.DirectiveLocation.VariableDefinition => "a variable definition",
            Language.DirectiveLocation.Schema => "a schema definition",
            Language.DirectiveLocation.Scalar => "a scalar definition",
            Language.DirectiveLocation.Object => "an object type definition",
            Language.DirectiveLocation.FieldDefinition => "a field definition",
            Language.DirectiveLocation.ArgumentDefinition => "an argument definition",
            Language.DirectiveLocation.Interface => "an interface definition",
            Language.DirectiveLocation.Union => "a union definition",
            Language.DirectiveLocation.Enum => "an enum definition",
            Language.DirectiveLocation.EnumValue => "an enum value definition",
            Language.DirectiveLocation.InputObject => "an input object type definition",
            Language.DirectiveLocation.InputFieldDefinition => "an input object field definition",
            _ => "a directive definition",
        };
}
