using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>A directive that is not repeatable stands once in a place; a type and its extensions are one place.</summary>
sealed class UniqueDirectivesPerLocation(SdlContext context) : SdlRule(context)
{
    readonly Dictionary<string, DirectiveNode> onSchema = new(StringComparer.Ordinal);
    readonly Dictionary<string, Dictionary<string, DirectiveNode>> onTypes = new(StringComparer.Ordinal);

    public override void Enter(SyntaxNode node)
    {
        if (node is not IDirectivesNode { Directives.IsEmpty: false } place)
        {
            return;
        }

        var seen = node switch
        {
            SchemaNode => onSchema,
            TypeDefinitionNode type => OnType(type.Name),
            TypeExtensionNode type => OnType(type.Name),
            _ => new Dictionary<string, DirectiveNode>(StringComparer.Ordinal),
        };
        foreach (var directive in place.Directives)
        {
            if (IsUnique(directive.Name) && !seen.TryAdd(directive.Name, directive))
            {
                Context.Report(
                    $"The directive \"@{directive.Name}\" can only be used once at this location.",
                    seen[directive.Name].Location,
                    directive.Location
                );
            }
        }
    }

    Dictionary<string, DirectiveNode> OnType(string name)
    {
        if (!onTypes.TryGetValue(name, out var seen))
        {
            onTypes[name] = seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        }

        return seen;
    }

    bool IsUnique(string name) =>
        Context.Directives.TryGetValue(name, out var own) ? !own.IsRepeatable : BuiltInDirectives.IsName(name);
}
