using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>No fragment contains itself. Source: October 2021, 5.5.2.2.</summary>
/// <remarks>Goes on after a cycle to find the others; visits each fragment once.</remarks>
sealed class NoFragmentCycles(ValidationContext context) : ValidationRule
{
    readonly HashSet<string> visited = new(StringComparer.Ordinal);
    readonly List<FragmentSpreadNode> path = [];
    readonly Dictionary<string, int> pathIndex = new(StringComparer.Ordinal);

    public override void EnterFragment(FragmentDefinitionNode fragment) => Follow(fragment);

    // As deep as fragments follow each other, which the limit of fragment visits bounds.
    void Follow(FragmentDefinitionNode fragment)
    {
        if (!visited.Add(fragment.Name!))
        {
            return;
        }

        pathIndex[fragment.Name!] = path.Count;
        foreach (var spread in context.Fragments.SpreadsIn(fragment.SelectionSet))
        {
            path.Add(spread);
            if (pathIndex.TryGetValue(spread.Name, out var start))
            {
                Report(spread, path[start..]);
            }
            else if (context.Fragments[spread.Name] is { } next)
            {
                Follow(next);
            }

            path.RemoveAt(path.Count - 1);
        }

        pathIndex.Remove(fragment.Name!);
    }

    void Report(FragmentSpreadNode spread, List<FragmentSpreadNode> cycle)
    {
        var via = string.Join(", ", cycle[..^1].Select(step => $"\"{step.Name}\""));
        var end = via.Length == 0 ? "." : $" via {via}.";
        context.Report(
            $"Cannot spread fragment \"{spread.Name}\" within itself{end}",
            [.. cycle.Select(step => step.Location)]
        );
    }
}
