using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Roots of mutations and subscriptions come at once. Source: incremental delivery, 5.7; graphql-js 17.</summary>
sealed class DeferStreamDirectiveOnRootField(ValidationContext context) : ValidationRule
{
    readonly HashSet<string> good = new(StringComparer.Ordinal);

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation == OperationType.Query || context.Schema.RootType(operation.Operation) is not { } root)
        {
            return;
        }

        var visited = new HashSet<string>(StringComparer.Ordinal);
        var end = $"directive cannot be used on root {Printer.Keyword(operation.Operation)} type \"{root}\".";
        if (IsGood(operation.SelectionSet, visited, end))
        {
            good.UnionWith(visited);
        }
    }

    bool IsGood(SelectionSetNode selections, HashSet<string> visited, string end)
    {
        var isGood = true;
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case FieldNode:
                    isGood &= !Reports(selection, "stream", $"Stream {end}");
                    break;
                case InlineFragmentNode inline:
                    isGood &= !Reports(selection, "defer", $"Defer {end}");
                    isGood &= IsGood(inline.SelectionSet, visited, end);
                    break;
                case FragmentSpreadNode spread
                    when visited.Add(spread.Name) && context.Fragments[spread.Name] is { } fragment:
                    isGood &= !Reports(selection, "defer", $"Defer {end}");
                    isGood &= good.Contains(spread.Name) || IsGood(fragment.SelectionSet, visited, end);
                    break;
            }
        }

        return isGood;
    }

    bool Reports(SelectionNode selection, string name, string message)
    {
        var found = selection.Directives.FirstOrDefault(directive =>
            string.Equals(directive.Name, name, StringComparison.Ordinal)
        );
        if (found is not null)
        {
            context.Report(message, found.Location);
        }

        return found is not null;
    }
}
