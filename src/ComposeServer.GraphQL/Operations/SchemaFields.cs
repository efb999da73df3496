using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Finds what a field name means on a type.</summary>
static class SchemaFields
{
    extension(Schema schema)
    {
        /// <summary>The field of that name, meta fields included; null when the type has none.</summary>
        public FieldDefinition? FieldOf(NamedType parent, string name) =>
            name.StartsWith("__", StringComparison.Ordinal)
            && IntrospectionTypes.MetaField(schema, parent, name) is { } meta
                ? meta
                : (parent as FieldsContainerType)?.Fields[name];
    }
}
