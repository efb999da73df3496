using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>An extended type is defined, and of the kind that the extension says.</summary>
sealed class PossibleTypeExtensions(SdlContext context) : SdlRule(context)
{
    public override void Enter(SyntaxNode node)
    {
        if (node is not TypeExtensionNode extension)
        {
            return;
        }

        if (!Context.Types.TryGetValue(extension.Name, out var definition))
        {
            var hint = Suggestion.Hint(Suggestion.Near(extension.Name, Context.Types.Keys));
            var message = $"Cannot extend type \"{extension.Name}\" because it is not defined.{hint}";
            Context.Report(message, extension.NameLocation);
        }
        else if (Fits(definition, extension) is { IsFitting: false, Kind: var kind })
        {
            Context.Report(
                $"Cannot extend non-{kind} type \"{extension.Name}\".",
                definition.Location,
                extension.Location
            );
        }
    }

    static (bool IsFitting, string Kind) Fits(TypeDefinitionNode definition, TypeExtensionNode extension) =>
        extension switch
        {
            ScalarTypeExtensionNode => (definition is ScalarTypeDefinitionNode, "scalar"),
            ObjectTypeExtensionNode => (definition is ObjectTypeDefinitionNode, "object"),
            InterfaceTypeExtensionNode => (definition is InterfaceTypeDefinitionNode, "interface"),
            UnionTypeExtensionNode => (definition is UnionTypeDefinitionNode, "union"),
            EnumTypeExtensionNode => (definition is EnumTypeDefinitionNode, "enum"),
            _ => (definition is InputObjectTypeDefinitionNode, "input object"),
        };
}
