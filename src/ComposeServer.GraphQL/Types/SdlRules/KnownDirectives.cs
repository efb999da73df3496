using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Every applied directive is defined, and for this place.</summary>
sealed class KnownDirectives(SdlContext context) : SdlRule(context)
{
    public override void Enter(SyntaxNode node)
    {
        if (node is not DirectiveNode directive)
        {
            return;
        }

        IEnumerable<DirectiveLocation>? locations = Context.Directives.TryGetValue(directive.Name, out var own)
            ? own.Locations
            : BuiltInDirectives.All.FirstOrDefault(known => known.Name == directive.Name)?.Locations;
        if (locations is null)
        {
            Context.Report($"Unknown directive \"@{directive.Name}\".", directive.Location);
        }
        else if (Place() is { } place && !locations.Contains(place))
        {
            Context.Report($"Directive \"@{directive.Name}\" may not be used on {place.Name}.", directive.Location);
        }
    }

    DirectiveLocation? Place() =>
        Context.Ancestors[^1] switch
        {
            OperationDefinitionNode { Operation: OperationType.Query } => DirectiveLocation.Query,
            OperationDefinitionNode { Operation: OperationType.Mutation } => DirectiveLocation.Mutation,
            OperationDefinitionNode => DirectiveLocation.Subscription,
            FieldNode => DirectiveLocation.Field,
            FragmentSpreadNode => DirectiveLocation.FragmentSpread,
            InlineFragmentNode => DirectiveLocation.InlineFragment,
            FragmentDefinitionNode => DirectiveLocation.FragmentDefinition,
            VariableDefinitionNode => DirectiveLocation.VariableDefinition,
            SchemaNode => DirectiveLocation.Schema,
            ScalarTypeDefinitionNode or ScalarTypeExtensionNode => DirectiveLocation.Scalar,
            ObjectTypeDefinitionNode or ObjectTypeExtensionNode => DirectiveLocation.Object,
            FieldDefinitionNode => DirectiveLocation.FieldDefinition,
            InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => DirectiveLocation.Interface,
            UnionTypeDefinitionNode or UnionTypeExtensionNode => DirectiveLocation.Union,
            EnumTypeDefinitionNode or EnumTypeExtensionNode => DirectiveLocation.Enum,
            EnumValueDefinitionNode => DirectiveLocation.EnumValue,
            InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => DirectiveLocation.InputObject,

            // Fields of an extension count as arguments: so the reference implementation has it.
            InputValueDefinitionNode when Context.Ancestors[^2] is InputObjectTypeDefinitionNode =>
                DirectiveLocation.InputFieldDefinition,
            InputValueDefinitionNode => DirectiveLocation.ArgumentDefinition,
            _ => null,
        };
}
