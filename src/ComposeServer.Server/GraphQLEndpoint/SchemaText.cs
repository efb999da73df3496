using ComposeServer.Composites.Runtime;
using ComposeServer.Query.Schema;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Schemas as text, without a server that runs them.</summary>
public static class SchemaText
{
    /// <summary>Code of a definition that no schema can be made of.</summary>
    public const string Invalid = "INVALID_SCHEMA";

    /// <summary>Prints the schema that a server makes of a runtime definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="isReadOnly">Without mutations.</param>
    /// <param name="text">The schema, or why there is none.</param>
    public static bool TryPrint(RuntimeDefinition definition, bool isReadOnly, out string text)
    {
        try
        {
            text = ServedSchema.Print(definition, isReadOnly);
            return true;
        }
        catch (SchemaGenerationException refused)
        {
            text = refused.Message;
            return false;
        }
    }
}
