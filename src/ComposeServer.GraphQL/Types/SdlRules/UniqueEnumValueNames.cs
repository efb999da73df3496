using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>The values of an enum and its extensions have different names.</summary>
sealed class UniqueEnumValueNames(SdlContext context) : SdlRule(context)
{
    readonly Dictionary<(string Type, string Value), Location> seen = [];

    public override void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case EnumTypeDefinitionNode definition:
                Check(definition.Name, [.. definition.Values]);
                break;
            case EnumTypeExtensionNode extension:
                Check(extension.Name, [.. extension.Values]);
                break;
        }
    }

    void Check(string type, EnumValueDefinitionNode[] values)
    {
        foreach (var value in values)
        {
            if (!seen.TryAdd((type, value.Name), value.NameLocation))
            {
                Context.Report(
                    $"Enum value \"{type}.{value.Name}\" can only be defined once.",
                    seen[(type, value.Name)],
                    value.NameLocation
                );
            }
        }
    }
}
