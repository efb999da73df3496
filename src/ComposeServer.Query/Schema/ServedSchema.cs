using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Resolvers;

namespace ComposeServer.Query.Schema;

/// <summary>Makes schemas from runtime definitions.</summary>
public static class ServedSchema
{
    /// <summary>A schema whose fields are answered through the given ports.</summary>
    /// <exception cref="SchemaGenerationException">The definition contradicts itself, or an addition does not fit.</exception>
    public static GraphQL.Types.Schema Generate(
        RuntimeDefinition definition,
        QueryPorts ports,
        bool isReadOnly = false,
        SchemaAdditions? additions = null
    ) =>
        SchemaGenerator.Generate(
            definition,
            new SchemaResolvers(definition, ports),
            isReadOnly,
            withSubscriptions: ports.Changes is not null,
            additions
        );

    /// <summary>The schema of the JS runtime, without our additions and without answers.</summary>
    /// <exception cref="SchemaGenerationException">The definition contradicts itself.</exception>
    public static GraphQL.Types.Schema Describe(RuntimeDefinition definition, bool isReadOnly = false) =>
        SchemaGenerator.Generate(definition, new NoResolvers(), isReadOnly, withSubscriptions: false);

    /// <summary>The schema as text, letter for letter as the JS runtime prints it.</summary>
    /// <exception cref="SchemaGenerationException">The definition contradicts itself.</exception>
    public static string Print(RuntimeDefinition definition, bool isReadOnly = false) =>
        SchemaPrinter.Print(Describe(definition, isReadOnly));
}
