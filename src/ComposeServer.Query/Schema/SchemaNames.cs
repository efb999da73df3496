using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Schema;

/// <summary>
/// Checks the names that a definition brings along. SDL has no others, but a model stream made by hand may have properties of any name, and
/// a composite any alias.
/// </summary>
static class SchemaNames
{
    /// <exception cref="SchemaGenerationException">A name is not one of GraphQL.</exception>
    public static void Check(RuntimeDefinition definition)
    {
        foreach (var (name, _) in definition.Models)
            Check(name, "model");
        foreach (var (name, fields) in definition.Objects)
        {
            Check(name, "object");
            foreach (var (field, _) in fields)
                Check(field, $"field of {name}");
        }

        foreach (var (name, values) in definition.Enums)
        {
            Check(name, "enum");
            foreach (var value in values)
                Check(value, $"value of {name}");
        }
    }

    static void Check(string name, string kind)
    {
        if (NameRule.Fault(name) is { } fault)
            throw new SchemaGenerationException($"The name of a {kind} cannot be served: {fault}");
    }
}
