using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Each kind of operation has at most one root type.</summary>
sealed class UniqueOperationTypes(SdlContext context) : SdlRule(context)
{
    readonly Dictionary<OperationType, OperationTypeDefinitionNode> seen = [];

    public override void Enter(SyntaxNode node)
    {
        if (node is not SchemaNode schema)
        {
            return;
        }

        foreach (var root in schema.OperationTypes)
        {
            if (!seen.TryAdd(root.Operation, root))
            {
                Context.Report(
                    $"There can be only one {Printer.Keyword(root.Operation)} type in schema.",
                    seen[root.Operation].Location,
                    root.Location
                );
            }
        }
    }
}
