using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Each event of a subscription comes at once. Source: incremental delivery, 5.7; graphql-js 17.</summary>
/// <remarks>What a variable may turn off passes; such a directive is then not heeded.</remarks>
sealed class DeferStreamDirectiveOnValidOperations(ValidationContext context) : ValidationRule
{
    readonly HashSet<string> good = new(StringComparer.Ordinal);
    readonly Stack<FragmentSpreadNode> spreads = new();

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription)
        {
            return;
        }

        var visited = new HashSet<string>(StringComparer.Ordinal);
        if (IsGood(operation.SelectionSet, visited))
        {
            good.UnionWith(visited);
        }
    }

    bool IsGood(SelectionSetNode selections, HashSet<string> visited)
    {
        var isGood = true;
        foreach (var selection in selections.Selections.Where(selection => !CanBeLeftOut(selection)))
        {
            foreach (var directive in selection.Directives.Where(directive => directive.Name is "defer" or "stream"))
            {
                isGood &= CanBeOff(directive) || Report(directive);
            }

            switch (selection)
            {
                case FragmentSpreadNode spread
                    when !good.Contains(spread.Name)
                        && visited.Add(spread.Name)
                        && context.Fragments[spread.Name] is { } fragment:
                    spreads.Push(spread);
                    isGood &= IsGood(fragment.SelectionSet, visited);
                    spreads.Pop();
                    break;
                case FieldNode { SelectionSet: { } nested }:
                    isGood &= IsGood(nested, visited);
                    break;
                case InlineFragmentNode inline:
                    isGood &= IsGood(inline.SelectionSet, visited);
                    break;
            }
        }

        return isGood;
    }

    bool Report(DirectiveNode directive)
    {
        var word = directive.Name is "defer" ? "Defer" : "Stream";
        context.Report(
            $"{word} directive not supported on subscription operations. Disable `@{directive.Name}` by setting the `if` argument to `false`.",
            [directive.Location, .. spreads.Select(spread => spread.Location)]
        );
        return false;
    }

    static bool CanBeLeftOut(SelectionNode selection) =>
        selection.Directives.Any(directive =>
            directive.Name switch
            {
                "skip" => If(directive) is not BooleanValueNode { Value: false },
                "include" => If(directive) is not (null or BooleanValueNode { Value: true }),
                _ => false,
            }
        );

    static bool CanBeOff(DirectiveNode directive) => If(directive) is VariableNode or BooleanValueNode { Value: false };

    static ValueNode? If(DirectiveNode directive) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name is "if")?.Value;
}
