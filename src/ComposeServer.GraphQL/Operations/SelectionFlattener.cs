using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Collects the fields that selection sets ask of objects of one type. Source: GraphQL October 2021, 6.3.2 "Field Collection".</summary>
/// <param name="schema">The schema.</param>
/// <param name="fragments">The fragments of the document.</param>
/// <param name="trueConditions">The variables that are true; null lets everything pass that a variable decides.</param>
sealed class SelectionFlattener(
    Schema schema,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    IReadOnlySet<string>? trueConditions
)
{
    /// <summary>The selected fields by response key, keys in the order of the response.</summary>
    public OrderedDictionary<string, List<FieldNode>> Collect(ImmutableArray<SelectionSetNode> sets, ObjectType type)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            Collect(set, type, groups, visited);
        }

        return groups;
    }

    void Collect(
        SelectionSetNode set,
        ObjectType type,
        OrderedDictionary<string, List<FieldNode>> groups,
        HashSet<string> visited
    )
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    Add(groups, field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(inline.SelectionSet, type, groups, visited);
                    break;
                case FragmentSpreadNode spread
                    when visited.Add(spread.Name)
                        && fragments.TryGetValue(spread.Name, out var fragment)
                        && Applies(fragment.TypeCondition, type):
                    Collect(fragment.SelectionSet, type, groups, visited);
                    break;
            }
        }
    }

    static void Add(OrderedDictionary<string, List<FieldNode>> groups, FieldNode field)
    {
        if (groups.TryGetValue(field.ResponseKey, out var nodes))
        {
            nodes.Add(field);
        }
        else
        {
            groups.Add(field.ResponseKey, [field]);
        }
    }

    /// <summary>Whether <c>@skip</c> and <c>@include</c> let a selection pass.</summary>
    public bool IsIncluded(SelectionNode selection)
    {
        foreach (var condition in SelectionCondition.Of(selection))
        {
            var value = condition.Variable is { } variable
                ? trueConditions?.Contains(variable) ?? !condition.IsSkip
                : condition.Literal;
            if (value == condition.IsSkip)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a fragment with this condition selects of objects of the type.</summary>
    public bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null
        || string.Equals(condition.Name, type.Name, StringComparison.Ordinal)
        || (schema.Types[condition.Name] is { IsAbstract: true } super && schema.IsMember(super, type));
}
