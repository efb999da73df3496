using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Type names are unique.</summary>
sealed class UniqueTypeNames(SdlContext context) : SdlRule(context)
{
    readonly Dictionary<string, Location> seen = new(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node)
    {
        if (node is TypeDefinitionNode type && !seen.TryAdd(type.Name, type.NameLocation))
        {
            Context.Report($"There can be only one type named \"{type.Name}\".", seen[type.Name], type.NameLocation);
        }
    }
}
