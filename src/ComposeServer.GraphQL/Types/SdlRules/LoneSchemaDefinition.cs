using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>There is at most one schema definition.</summary>
sealed class LoneSchemaDefinition(SdlContext context) : SdlRule(context)
{
    bool seen;

    public override void Enter(SyntaxNode node)
    {
        if (node is not SchemaDefinitionNode)
        {
            return;
        }

        if (seen)
        {
            Context.Report("Must provide only one schema definition.", node.Location);
        }

        seen = true;
    }
}
