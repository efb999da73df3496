using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Every fragment is used by an operation. Source: October 2021, 5.5.1.4.</summary>
sealed class NoUnusedFragments(ValidationContext context) : ValidationRule
{
    public override void LeaveDocument(DocumentNode document)
    {
        var operations = document.Definitions.OfType<OperationDefinitionNode>();
        var used = context
            .Fragments.Reached(operations.Select(operation => operation.SelectionSet))
            .Select(fragment => fragment.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
        {
            if (!used.Contains(fragment.Name))
            {
                context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment.Location);
            }
        }
    }
}
