using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation;

/// <summary>The fragments of a document by name, and which spread which. Answers are kept.</summary>
sealed class FragmentMap
{
    readonly Dictionary<string, FragmentDefinitionNode> byName = new(StringComparer.Ordinal);
    readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> spreads = new(ReferenceEqualityComparer.Instance);

    public FragmentMap(DocumentNode document)
    {
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
        {
            byName[fragment.Name!] = fragment;
        }
    }

    public IReadOnlyDictionary<string, FragmentDefinitionNode> ByName => byName;

    /// <summary>The fragment of that name, the last one if there are several; null when there is none.</summary>
    public FragmentDefinitionNode? this[string name] => byName.GetValueOrDefault(name);

    /// <summary>True for a fragment that no spread means, since a later one has its name.</summary>
    public bool IsHidden(FragmentDefinitionNode fragment) => !ReferenceEquals(this[fragment.Name!], fragment);

    /// <summary>The spreads anywhere in a selection set, but not those within the fragments they name.</summary>
    /// <remarks>In the order of the reference implementation: by level, the last nested selection first. Orders of errors follow from it.</remarks>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode selections)
    {
        if (spreads.TryGetValue(selections, out var found))
        {
            return found;
        }

        spreads[selections] = found = [];
        var open = new Stack<SelectionSetNode>([selections]);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread:
                        found.Add(spread);
                        break;
                    case FieldNode { SelectionSet: { } nested }:
                        open.Push(nested);
                        break;
                    case InlineFragmentNode inline:
                        open.Push(inline.SelectionSet);
                        break;
                }
            }
        }

        return found;
    }

    /// <summary>The fragments that selection sets spread, directly or through others, each once.</summary>
    public IReadOnlyList<FragmentDefinitionNode> Reached(IEnumerable<SelectionSetNode> roots)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        names.AddRange(roots.SelectMany(SpreadsIn).Select(spread => spread.Name).Where(seen.Add));
        var reached = new List<FragmentDefinitionNode>();
        for (var i = 0; i < names.Count; i++)
        {
            if (this[names[i]] is { } fragment)
            {
                reached.Add(fragment);
                names.AddRange(SpreadsIn(fragment.SelectionSet).Select(spread => spread.Name).Where(seen.Add));
            }
        }

        return reached;
    }
}
