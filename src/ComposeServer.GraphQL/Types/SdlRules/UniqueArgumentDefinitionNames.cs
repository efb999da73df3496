using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>The arguments of a field or directive have different names.</summary>
sealed class UniqueArgumentDefinitionNames(SdlContext context) : SdlRule(context)
{
    public override void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case DirectiveDefinitionNode directive:
                Check($"@{directive.Name}", directive.Arguments);
                break;
            case ObjectTypeDefinitionNode type:
                CheckFields(type.Name, type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                CheckFields(type.Name, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                CheckFields(type.Name, type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                CheckFields(type.Name, type.Fields);
                break;
        }
    }

    void CheckFields(string type, ImmutableArray<FieldDefinitionNode> fields)
    {
        foreach (var field in fields)
        {
            Check($"{type}.{field.Name}", field.Arguments);
        }
    }

    void Check(string parent, ImmutableArray<InputValueDefinitionNode> arguments)
    {
        foreach (var same in arguments.GroupBy(argument => argument.Name, StringComparer.Ordinal))
        {
            if (same.Skip(1).Any())
            {
                Context.Report(
                    $"Argument \"{parent}({same.Key}:)\" can only be defined once.",
                    same.Select(argument => (Location?)argument.NameLocation)
                );
            }
        }
    }
}
