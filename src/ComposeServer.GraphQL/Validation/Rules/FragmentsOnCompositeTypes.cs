using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions. Source: October 2021, 5.5.1.3.</summary>
sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule
{
    public override void EnterInlineFragment(InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is { } condition && context.Schema.Types[condition.Name] is { IsComposite: false })
        {
            context.Report(
                $"Fragment cannot condition on non composite type \"{condition.Name}\".",
                condition.Location
            );
        }
    }

    public override void EnterFragment(FragmentDefinitionNode fragment)
    {
        var condition = fragment.TypeCondition;
        if (context.Schema.Types[condition.Name] is { IsComposite: false })
        {
            context.Report(
                $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{condition.Name}\".",
                condition.Location
            );
        }
    }
}
