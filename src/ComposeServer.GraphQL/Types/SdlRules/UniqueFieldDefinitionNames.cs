using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>The fields of a type and its extensions have different names.</summary>
sealed class UniqueFieldDefinitionNames(SdlContext context) : SdlRule(context)
{
    readonly Dictionary<(string Type, string Field), Location> seen = [];

    public override void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case ObjectTypeDefinitionNode type:
                Check(type.Name, type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                Check(type.Name, type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                Check(type.Name, type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                Check(type.Name, type.Fields);
                break;
            case InputObjectTypeDefinitionNode type:
                Check(type.Name, type.Fields);
                break;
            case InputObjectTypeExtensionNode type:
                Check(type.Name, type.Fields);
                break;
        }
    }

    void Check(string type, IEnumerable<INamedNode> fields)
    {
        foreach (var field in fields)
        {
            if (!seen.TryAdd((type, field.Name!), field.NameLocation))
            {
                Context.Report(
                    $"Field \"{type}.{field.Name}\" can only be defined once.",
                    seen[(type, field.Name!)],
                    field.NameLocation
                );
            }
        }
    }
}
