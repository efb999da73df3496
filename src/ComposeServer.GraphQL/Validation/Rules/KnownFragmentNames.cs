using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>What is spread is defined. Source: October 2021, 5.5.2.1.</summary>
sealed class KnownFragmentNames(ValidationContext context) : ValidationRule
{
    public override void EnterSpread(FragmentSpreadNode spread)
    {
        if (context.Fragments[spread.Name] is null)
        {
            context.Report($"Unknown fragment \"{spread.Name}\".", spread.NameLocation);
        }
    }
}
