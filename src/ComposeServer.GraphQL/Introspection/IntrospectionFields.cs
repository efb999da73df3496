using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Introspection;

/// <summary>The fields of the introspection types, and how each is read.</summary>
static class IntrospectionFields
{
    const string IncludeDeprecated = "includeDeprecated";

    public static IEnumerable<FieldDefinition> OfSchema() =>
        [
            Field<Schema>("description", BuiltInScalars.String, schema => schema.Description),
            Field<Schema>(
                "types",
                NonNullListOf(IntrospectionTypes.Type),
                schema => schema.Types,
                description: "A list of all types supported by this server."
            ),
            Field<Schema>(
                "queryType",
                NonNullType.Of(IntrospectionTypes.Type),
                schema => schema.QueryType,
                description: "The type that query operations will be rooted at."
            ),
            Field<Schema>(
                "mutationType",
                IntrospectionTypes.Type,
                schema => schema.MutationType,
                description: "If this server supports mutation, the type that mutation operations will be rooted at."
            ),
            Field<Schema>(
                "subscriptionType",
                IntrospectionTypes.Type,
                schema => schema.SubscriptionType,
                description: "If this server support subscription, the type that subscription operations will be rooted at."
            ),
            List<Schema, DirectiveDefinition>(
                "directives",
                NonNullListOf(IntrospectionTypes.Directive),
                NonNullType.Of(BuiltInScalars.Boolean),
                schema => schema.Directives,
                directive => directive.IsDeprecated,
                description: "A list of all directives supported by this server."
            ),
        ];

    public static IEnumerable<FieldDefinition> OfDirective() =>
        [
            Field<DirectiveDefinition>("name", NonNullType.Of(BuiltInScalars.String), directive => directive.Name),
            Field<DirectiveDefinition>("description", BuiltInScalars.String, directive => directive.Description),
            Field<DirectiveDefinition>(
                "isRepeatable",
                NonNullType.Of(BuiltInScalars.Boolean),
                directive => directive.IsRepeatable
            ),
            Field<DirectiveDefinition>(
                "locations",
                NonNullListOf(IntrospectionTypes.DirectiveLocation),
                directive => directive.Locations
            ),
            List<DirectiveDefinition, ArgumentDefinition>(
                "args",
                NonNullListOf(IntrospectionTypes.InputValue),
                BuiltInScalars.Boolean,
                directive => directive.Arguments,
                argument => argument.IsDeprecated
            ),
            .. Deprecation<DirectiveDefinition>(directive => directive.DeprecationReason),
        ];

    public static IEnumerable<FieldDefinition> OfType() =>
        [
            Field<GraphQLType>("kind", NonNullType.Of(IntrospectionTypes.TypeKind), type => type.Kind),
            Field<GraphQLType>("name", BuiltInScalars.String, type => (type as NamedType)?.Name),
            Field<GraphQLType>("description", BuiltInScalars.String, type => (type as NamedType)?.Description),
            Field<GraphQLType>("specifiedByURL", BuiltInScalars.String, type => (type as ScalarType)?.SpecifiedByUrl),
            List<GraphQLType, FieldDefinition>(
                "fields",
                ListOf(IntrospectionTypes.Field),
                BuiltInScalars.Boolean,
                type => (type as FieldsContainerType)?.Fields,
                field => field.IsDeprecated
            ),
            Field<GraphQLType>(
                "interfaces",
                ListOf(IntrospectionTypes.Type),
                type => (type as FieldsContainerType)?.Interfaces
            ),
            new("possibleTypes", ListOf(IntrospectionTypes.Type))
            {
                Resolver = new IntrospectionResolver(
                    (source, _, schema) =>
                        source is NamedType { IsAbstract: true } type ? schema.PossibleTypes(type) : null
                ),
            },
            List<GraphQLType, EnumValue>(
                "enumValues",
                ListOf(IntrospectionTypes.EnumValue),
                BuiltInScalars.Boolean,
                type => (type as EnumType)?.Values,
                value => value.IsDeprecated
            ),
            List<GraphQLType, InputFieldDefinition>(
                "inputFields",
                ListOf(IntrospectionTypes.InputValue),
                BuiltInScalars.Boolean,
                type => (type as InputObjectType)?.Fields,
                field => field.IsDeprecated
            ),
            Field<GraphQLType>(
                "ofType",
                IntrospectionTypes.Type,
                type =>
                    type switch
                    {
                        ListType list => list.OfType,
                        NonNullType nonNull => nonNull.OfType,
                        _ => null,
                    }
            ),
            Field<GraphQLType>("isOneOf", BuiltInScalars.Boolean, type => (type as InputObjectType)?.IsOneOf),
        ];

    public static IEnumerable<FieldDefinition> OfField() =>
        [
            Field<FieldDefinition>("name", NonNullType.Of(BuiltInScalars.String), field => field.Name),
            Field<FieldDefinition>("description", BuiltInScalars.String, field => field.Description),
            List<FieldDefinition, ArgumentDefinition>(
                "args",
                NonNullListOf(IntrospectionTypes.InputValue),
                BuiltInScalars.Boolean,
                field => field.Arguments,
                argument => argument.IsDeprecated
            ),
            Field<FieldDefinition>("type", NonNullType.Of(IntrospectionTypes.Type), field => field.Type),
            .. Deprecation<FieldDefinition>(field => field.DeprecationReason),
        ];

    public static IEnumerable<FieldDefinition> OfInputValue() =>
        [
            Field<InputValueDefinition>("name", NonNullType.Of(BuiltInScalars.String), input => input.Name),
            Field<InputValueDefinition>("description", BuiltInScalars.String, input => input.Description),
            Field<InputValueDefinition>("type", NonNullType.Of(IntrospectionTypes.Type), input => input.Type),
            Field<InputValueDefinition>(
                "defaultValue",
                BuiltInScalars.String,
                input => input.Default?.ToLiteral(input.Type) is { } literal ? Printer.Print(literal) : null,
                description: "A GraphQL-formatted string representing the default value for this input value."
            ),
            .. Deprecation<InputValueDefinition>(input => input.DeprecationReason),
        ];

    public static IEnumerable<FieldDefinition> OfEnumValue() =>
        [
            Field<EnumValue>("name", NonNullType.Of(BuiltInScalars.String), value => value.Name),
            Field<EnumValue>("description", BuiltInScalars.String, value => value.Description),
            .. Deprecation<EnumValue>(value => value.DeprecationReason),
        ];

    static IEnumerable<FieldDefinition> Deprecation<TSource>(Func<TSource, string?> reason) =>
        [
            Field<TSource>(
                "isDeprecated",
                NonNullType.Of(BuiltInScalars.Boolean),
                source => reason(source) is not null
            ),
            Field<TSource>("deprecationReason", BuiltInScalars.String, reason),
        ];

    static FieldDefinition Field<TSource>(
        string name,
        GraphQLType type,
        Func<TSource, object?> read,
        string? description = null
    ) =>
        new(name, type)
        {
            Description = description,
            Resolver = new IntrospectionResolver((source, _, _) => read((TSource)source)),
        };

    static FieldDefinition List<TSource, TItem>(
        string name,
        GraphQLType type,
        GraphQLType argumentType,
        Func<TSource, IReadOnlyList<TItem>?> read,
        Func<TItem, bool> isDeprecated,
        string? description = null
    ) =>
        new(name, type)
        {
            Description = description,
            Arguments = new([new(IncludeDeprecated, argumentType) { Default = InputDefault.FromValue(false) }]),
            Resolver = new IntrospectionResolver(
                (source, arguments, _) =>
                    arguments[IncludeDeprecated] is true
                        ? read((TSource)source)
                        : read((TSource)source)?.Where(item => !isDeprecated(item)).ToArray()
            ),
        };

    static ListType ListOf(NamedType type) => ListType.Of(NonNullType.Of(type));

    static NonNullType NonNullListOf(NamedType type) => NonNullType.Of(ListOf(type));
}
