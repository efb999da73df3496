using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Introspection;

/// <summary>Reads one introspection field. Pure and immediate: needs the schema and nothing else.</summary>
/// <remarks>
/// Sources are the type system's own objects (<see cref="Schema"/>, <see cref="GraphQLType"/>, <see cref="FieldDefinition"/>,
/// <see cref="InputValueDefinition"/>, <see cref="EnumValue"/>, <see cref="DirectiveDefinition"/>); answers are those, lists of
/// them, and leaf values ready for <see cref="LeafType.Serialize"/>.
/// </remarks>
sealed class IntrospectionResolver(Func<object, ArgumentValues, Schema, object?> read) : PropertyResolver
{
    public override object? Resolve(object parent, FieldContext context) =>
        Read(parent, context.Arguments, context.Schema);

    /// <summary>Reads the field.</summary>
    /// <param name="source">The object the field is read from; for <c>__schema</c> and <c>__type</c> whatever the root value is.</param>
    /// <param name="arguments">Coerced arguments.</param>
    /// <param name="schema">The schema being executed.</param>
    public object? Read(object source, ArgumentValues arguments, Schema schema) => read(source, arguments, schema);
}
