using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>One way to break a schema.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Does it, in a place that chance picks. False when there is no such place.</param>
sealed record SchemaMutation(string Name, Func<SchemaText, Chance, bool> Apply)
{
    public static IReadOnlyList<SchemaMutation> All { get; } =
    [.. SchemaDefinitionMutations.All, .. SchemaMemberMutations.All, .. SchemaDirectiveMutations.All];

    /// <summary>Changes a definition of one of some kinds, which may be an extension.</summary>
    public static SchemaMutation OfDefinition(
        string name,
        string keywords,
        Action<SchemaText, DefinitionText, Chance> change
    ) =>
        new(
            name,
            (schema, chance) =>
            {
                var definition = chance.Any(schema.Definitions.Where(one => keywords.Split(' ').Contains(one.Keyword)));
                if (definition is not null)
                    change(schema, definition, chance);
                return definition is not null;
            }
        );

    /// <summary>Changes a field or an input field.</summary>
    public static SchemaMutation OfMember(
        string name,
        string keywords,
        Action<SchemaText, MemberText, Chance> change
    ) =>
        OfDefinition(
            name,
            keywords,
            (schema, definition, chance) =>
            {
                if (definition.Members.Count > 0)
                    change(schema, chance.Of(definition.Members), chance);
            }
        );

    /// <summary>Changes an argument of a field or of a directive.</summary>
    public static SchemaMutation OfArgument(string name, Action<SchemaText, MemberText, Chance> change) =>
        new(
            name,
            (schema, chance) =>
            {
                var arguments = schema
                    .Definitions.SelectMany(one => one.Members)
                    .SelectMany(member => member.Arguments)
                    .Concat(schema.Directives.SelectMany(one => one.Members));
                var argument = chance.Any(arguments);
                if (argument is not null)
                    change(schema, argument, chance);
                return argument is not null;
            }
        );

    /// <summary>A type that is defined.</summary>
    public static string AnyType(SchemaText schema, Chance chance) => chance.Of(schema.Types.ToArray()).Name;
}
