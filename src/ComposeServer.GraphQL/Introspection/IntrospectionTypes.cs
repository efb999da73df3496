using System.Collections.Immutable;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Introspection;

/// <summary>The types and fields by which a schema describes itself. Source: GraphQL October 2021, 4; texts as in graphql-js 16.</summary>
public static class IntrospectionTypes
{
    /// <summary><c>__Schema</c></summary>
    public static ObjectType Schema { get; } =
        new("__Schema", IntrospectionFields.OfSchema)
        {
            Description =
                "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.",
        };

    /// <summary><c>__Type</c></summary>
    public static ObjectType Type { get; } =
        new("__Type", IntrospectionFields.OfType)
        {
            Description =
                "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.",
        };

    /// <summary><c>__TypeKind</c></summary>
    public static EnumType TypeKind { get; } = IntrospectionEnums.TypeKind;

    /// <summary><c>__Field</c></summary>
    public static ObjectType Field { get; } =
        new("__Field", IntrospectionFields.OfField)
        {
            Description =
                "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
        };

    /// <summary><c>__InputValue</c></summary>
    public static ObjectType InputValue { get; } =
        new("__InputValue", IntrospectionFields.OfInputValue)
        {
            Description =
                "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
        };

    /// <summary><c>__EnumValue</c></summary>
    public static ObjectType EnumValue { get; } =
        new("__EnumValue", IntrospectionFields.OfEnumValue)
        {
            Description =
                "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.",
        };

    /// <summary><c>__Directive</c></summary>
    public static ObjectType Directive { get; } =
        new("__Directive", IntrospectionFields.OfDirective)
        {
            Description =
                "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.",
        };

    /// <summary><c>__DirectiveLocation</c></summary>
    public static EnumType DirectiveLocation { get; } = IntrospectionEnums.DirectiveLocation;

    /// <summary>All eight, in the order of the reference implementation.</summary>
    public static ImmutableArray<NamedType> All { get; } =
    [Schema, Directive, DirectiveLocation, Type, Field, InputValue, EnumValue, TypeKind];

    /// <summary><c>__schema</c>, a field of every query root.</summary>
    public static FieldDefinition SchemaField { get; } =
        new("__schema", NonNullType.Of(Schema))
        {
            Description = "Access the current type schema of this server.",
            Resolver = new IntrospectionResolver((_, _, schema) => schema),
        };

    /// <summary><c>__type(name:)</c>, a field of every query root.</summary>
    public static FieldDefinition TypeField { get; } =
        new("__type", Type)
        {
            Description = "Request the type information of a single type.",
            Arguments = new([new("name", NonNullType.Of(BuiltInScalars.String))]),
            Resolver = new IntrospectionResolver((_, arguments, schema) => schema.Types[(string)arguments["name"]!]),
        };

    /// <summary><c>__typename</c>, a field of every composite type. Has no resolver: only the executor knows the concrete type.</summary>
    public static FieldDefinition TypeNameField { get; } =
        new("__typename", NonNullType.Of(BuiltInScalars.String))
        {
            Description = "The name of the current Object type at runtime.",
        };

    /// <summary>The meta field of that name which <paramref name="parent"/> has, or null.</summary>
    public static FieldDefinition? MetaField(Types.Schema schema, NamedType parent, string name) =>
        name switch
        {
            "__schema" when ReferenceEquals(parent, schema.QueryType) => SchemaField,
            "__type" when ReferenceEquals(parent, schema.QueryType) => TypeField,
            "__typename" when parent.IsComposite => TypeNameField,
            _ => null,
        };

    /// <summary>True for the names of <see cref="All"/>.</summary>
    public static bool IsName(string name) =>
        name
            is "__Schema"
                or "__Directive"
                or "__DirectiveLocation"
                or "__Type"
                or "__Field"
                or "__InputValue"
                or "__EnumValue"
                or "__TypeKind";
}
