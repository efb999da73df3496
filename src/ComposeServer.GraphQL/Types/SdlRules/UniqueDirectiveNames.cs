using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Names of defined directives are unique.</summary>
sealed class UniqueDirectiveNames(SdlContext context) : SdlRule(context)
{
    readonly Dictionary<string, Location> seen = new(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node)
    {
        if (node is DirectiveDefinitionNode directive && !seen.TryAdd(directive.Name, directive.NameLocation))
        {
            Context.Report(
                $"There can be only one directive named \"@{directive.Name}\".",
                seen[directive.Name],
                directive.NameLocation
            );
        }
    }
}
