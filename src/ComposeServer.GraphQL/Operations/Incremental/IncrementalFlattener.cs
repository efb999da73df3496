using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>A selection with the deferred fragment it stands in; null when it stands in none.</summary>
readonly record struct DeferredNode<TNode>(TNode Node, DeferUsage? Usage)
    where TNode : SyntaxNode;

/// <summary>Collects fields as <see cref="SelectionFlattener"/> does, and keeps which deferred fragments select them.</summary>
/// <remarks>A fragment that is spread several times is collected once for each <c>@defer</c> it is under, and once for all when it is under none.</remarks>
sealed class IncrementalFlattener(
    SelectionFlattener conditions,
    IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
    IReadOnlySet<string> trueConditions
)
{
    /// <summary>The selected fields by response key, and the <c>@defer</c> met on the way.</summary>
    public Collected Collect(ImmutableArray<DeferredNode<SelectionSetNode>> sets, ObjectType type)
    {
        var collected = new Collected(type);
        foreach (var set in sets)
        {
            Collect(set.Node, set.Usage, collected);
        }

        return collected;
    }

    void Collect(SelectionSetNode set, DeferUsage? usage, Collected into)
    {
        foreach (var selection in set.Selections)
        {
            if (!conditions.IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    into.Add(field, usage);
                    break;
                case InlineFragmentNode inline when conditions.Applies(inline.TypeCondition, into.Type):
                    Collect(inline.SelectionSet, into.Open(UsageOf(inline, usage)) ?? usage, into);
                    break;
                case FragmentSpreadNode spread
                    when fragments.TryGetValue(spread.Name, out var fragment)
                        && conditions.Applies(fragment.TypeCondition, into.Type):
                    Collect(spread, fragment, usage, into);
                    break;
            }
        }
    }

    void Collect(FragmentSpreadNode spread, FragmentDefinitionNode fragment, DeferUsage? around, Collected into)
    {
        var own = UsageOf(spread, around);
        if (into.Visit(spread.Name, own ?? around))
        {
            Collect(fragment.SelectionSet, into.Open(own) ?? around, into);
        }
    }

    DeferUsage? UsageOf(SelectionNode fragment, DeferUsage? around) =>
        DeliveryDirective.Of(fragment) is { } directive && directive.IsOn(trueConditions)
            ? new(directive.Node, directive.Label, around)
            : null;

    /// <summary>What was collected for objects of one type.</summary>
    public sealed class Collected(ObjectType type)
    {
        // Null stands for "under no @defer", which makes every other visit needless.
        readonly Dictionary<string, HashSet<DirectiveNode?>> visited = new(StringComparer.Ordinal);

        public ObjectType Type { get; } = type;

        /// <summary>Keys in the order of the response.</summary>
        public OrderedDictionary<string, List<DeferredNode<FieldNode>>> Fields { get; } = new(StringComparer.Ordinal);
        public List<DeferUsage> NewUsages { get; } = [];

        public void Add(FieldNode field, DeferUsage? usage)
        {
            if (!Fields.TryGetValue(field.ResponseKey, out var nodes))
            {
                Fields[field.ResponseKey] = nodes = [];
            }

            nodes.Add(new(field, usage));
        }

        /// <summary>Notes a <c>@defer</c>.</summary>
        public DeferUsage? Open(DeferUsage? usage)
        {
            if (usage is not null)
            {
                NewUsages.Add(usage);
            }

            return usage;
        }

        /// <summary>False when nothing new can be met there.</summary>
        public bool Visit(string fragment, DeferUsage? usage)
        {
            if (!visited.TryGetValue(fragment, out var under))
            {
                visited[fragment] = under = [];
            }

            return !under.Contains(null) && under.Add(usage?.Directive);
        }
    }
}
