using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Fragments have different names. Source: October 2021, 5.5.1.1.</summary>
sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule
{
    readonly Dictionary<string, Location> known = new(StringComparer.Ordinal);

    public override void EnterFragment(FragmentDefinitionNode fragment)
    {
        var name = fragment.Name!;
        if (!known.TryAdd(name, fragment.NameLocation))
        {
            context.Report($"There can be only one fragment named \"{name}\".", known[name], fragment.NameLocation);
        }
    }
}
