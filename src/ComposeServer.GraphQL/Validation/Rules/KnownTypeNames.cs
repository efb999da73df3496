using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Types that are named exist. Source: October 2021, 5.5.1.2.</summary>
sealed class KnownTypeNames(ValidationContext context) : ValidationRule
{
    public override void EnterNamedType(NamedTypeNode type)
    {
        if (context.Schema.Types[type.Name] is null)
        {
            var hint = context.Hint(type.Name, context.Schema.Types.Select(known => known.Name));
            context.Report($"Unknown type \"{type.Name}\".{hint}", type.Location);
        }
    }
}
