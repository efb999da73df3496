using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>A fragment stands only where its type can occur. Source: October 2021, 5.5.2.3.</summary>
sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule
{
    public override void EnterInlineFragment(InlineFragmentNode fragment)
    {
        if (
            context.Types.Type is NamedType { IsComposite: true } type
            && context.Types.ParentType is { } parent
            && !context.Schema.Overlap(type, parent)
        )
        {
            context.Report(
                $"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".",
                fragment.Location
            );
        }
    }

    public override void EnterSpread(FragmentSpreadNode spread)
    {
        if (
            context.Fragments[spread.Name] is { } fragment
            && context.Schema.Types[fragment.TypeCondition.Name] is { IsComposite: true } type
            && context.Types.ParentType is { } parent
            && !context.Schema.Overlap(type, parent)
        )
        {
            context.Report(
                $"Fragment \"{spread.Name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".",
                spread.Location
            );
        }
    }
}
