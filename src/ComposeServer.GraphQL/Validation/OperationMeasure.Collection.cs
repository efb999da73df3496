using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation;

sealed partial class OperationMeasure
{
    readonly HashSet<string> reached = new(StringComparer.Ordinal);
    int fragmentVisits;
    int expandedFields;

    /// <summary>A selection set to collect from.</summary>
    /// <param name="Type">The type it is made on; null when the schema does not know it.</param>
    /// <param name="Selections">The selection set.</param>
    /// <param name="Within">The fragments around it, also those around the fields it is under.</param>
    readonly record struct Source(NamedType? Type, SelectionSetNode Selections, FragmentChain? Within);

    /// <summary>A field found.</summary>
    readonly record struct Entry(FieldNode Node, FieldDefinition? Definition, FragmentChain? Within);

    sealed record FragmentChain(string Name, FragmentChain? Around)
    {
        public static bool Contains(FragmentChain? chain, string name)
        {
            for (; chain is not null; chain = chain.Around)
            {
                if (string.Equals(chain.Name, name, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    static List<Source> Below(List<Entry> entries)
    {
        var below = new List<Source>();
        foreach (var entry in entries)
        {
            if (entry.Node.SelectionSet is { } selections)
            {
                below.Add(new(entry.Definition?.Type.Named, selections, entry.Within));
            }
        }

        return below;
    }

    OrderedDictionary<string, List<Entry>> Collect(List<Source> sources)
    {
        var level = new OrderedDictionary<string, List<Entry>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            Collect(source, level, visited);
        }

        return level;
    }

    void Collect(Source source, OrderedDictionary<string, List<Entry>> level, HashSet<string> visited)
    {
        foreach (var selection in source.Selections.Selections)
        {
            if (Exceeded is not null)
            {
                return;
            }

            switch (selection)
            {
                case FieldNode field:
                    Add(field, source, level);
                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is { } condition
                        ? context.Schema.Types[condition.Name]
                        : source.Type;
                    Collect(source with { Type = type, Selections = inline.SelectionSet }, level, visited);
                    break;
                case FragmentSpreadNode spread:
                    Follow(spread, source, level, visited);
                    break;
            }
        }
    }

    void Add(FieldNode field, Source source, OrderedDictionary<string, List<Entry>> level)
    {
        var definition = source.Type is { } type ? context.Schema.FieldOf(type, field.Name) : null;
        if (!level.TryGetValue(field.ResponseKey, out var entries))
        {
            level[field.ResponseKey] = entries = [];
        }

        entries.Add(new(field, definition, source.Within));
        if (++expandedFields > limits.ExpandedFieldsMax)
        {
            var message =
                $"The document has more than {limits.ExpandedFieldsMax} fields when its fragments are followed.";
            Exceed("expandedFields", limits.ExpandedFieldsMax, message, field);
        }
    }

    void Follow(
        FragmentSpreadNode spread,
        Source source,
        OrderedDictionary<string, List<Entry>> level,
        HashSet<string> visited
    )
    {
        if (FragmentChain.Contains(source.Within, spread.Name))
        {
            HasCycle = true;
            return;
        }

        if (!visited.Add(spread.Name) || context.Fragments[spread.Name] is not { } fragment)
        {
            return;
        }

        reached.Add(spread.Name);
        if (++fragmentVisits > limits.FragmentVisitsMax)
        {
            var message =
                $"The document enters more than {limits.FragmentVisitsMax} fragments when its spreads are followed.";
            Exceed("fragmentVisits", limits.FragmentVisitsMax, message, spread);
            return;
        }

        var inside = new Source(
            context.Schema.Types[fragment.TypeCondition.Name],
            fragment.SelectionSet,
            new FragmentChain(spread.Name, source.Within)
        );
        Collect(inside, level, visited);
    }
}
