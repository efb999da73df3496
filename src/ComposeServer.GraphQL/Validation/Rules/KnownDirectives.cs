using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Directives exist and stand where they may. Source: October 2021, 5.7.1 and 5.7.2.</summary>
sealed class KnownDirectives(ValidationContext context) : ValidationRule
{
    public override void EnterDirective(DirectiveNode directive, IDirectivesNode place)
    {
        if (context.Schema.Directives[directive.Name] is not { } definition)
        {
            context.Report($"Unknown directive \"@{directive.Name}\".", directive.Location);
            return;
        }

        var location = LocationOf(place);
        if (!definition.Locations.Contains(location))
        {
            context.Report($"Directive \"@{directive.Name}\" may not be used on {location.Name}.", directive.Location);
        }
    }

    static DirectiveLocation LocationOf(IDirectivesNode place) =>
        place switch
        {
            OperationDefinitionNode { Operation: OperationType.Query } => DirectiveLocation.Query,
            OperationDefinitionNode { Operation: OperationType.Mutation } => DirectiveLocation.Mutation,
            OperationDefinitionNode => DirectiveLocation.Subscription,
            FieldNode => DirectiveLocation.Field,
            FragmentSpreadNode => DirectiveLocation.FragmentSpread,
            InlineFragmentNode => DirectiveLocation.InlineFragment,
            FragmentDefinitionNode => DirectiveLocation.FragmentDefinition,
            _ => DirectiveLocation.VariableDefinition,
        };
}
