using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation;

/// <summary>Measures a document against its limits, before anything else looks at it, and stops at the first that is exceeded.</summary>
/// <remarks>
/// Follows all spreads and merges fields as execution would, over all types at once. Conditions count as met. A spread within its own
/// fragment is left out: that is for <see cref="Rules.NoFragmentCycles"/>. What is followed is bounded by the limits themselves, and
/// so is whatever comes after.
/// </remarks>
sealed partial class OperationMeasure
{
    readonly ValidationContext context;
    readonly ValidationLimits limits;
    readonly Dictionary<FieldDefinition, int> onPath = new(ReferenceEqualityComparer.Instance);

    /// <summary>The first limit that was exceeded; null when the document keeps them all.</summary>
    public GraphQLError? Exceeded { get; private set; }

    /// <summary>True when a fragment is within itself.</summary>
    public bool HasCycle { get; private set; }

    OperationMeasure(ValidationContext context)
    {
        this.context = context;
        limits = context.Limits;
    }

    /// <summary>Measures all operations, and fragments no operation uses.</summary>
    public static OperationMeasure Of(ValidationContext context)
    {
        var measure = new OperationMeasure(context);
        foreach (var operation in context.Document.Definitions.OfType<OperationDefinitionNode>())
        {
            measure.Root(context.Schema.RootType(operation.Operation), operation.SelectionSet);
        }

        foreach (var fragment in context.Document.Definitions.OfType<FragmentDefinitionNode>())
        {
            if (!measure.reached.Contains(fragment.Name!) || context.Fragments.IsHidden(fragment))
            {
                measure.Root(context.Schema.Types[fragment.TypeCondition.Name], fragment.SelectionSet);
            }
        }

        return measure;
    }

    void Root(NamedType? type, SelectionSetNode selections)
    {
        if (Exceeded is not null)
        {
            return;
        }

        var level = Collect([new Source(type, selections, Within: null)]);
        if (level.Count > limits.RootFieldsMax)
        {
            var message = $"The operation has {level.Count} root fields; the limit is {limits.RootFieldsMax}.";
            Exceed("rootFields", limits.RootFieldsMax, message, selections);
        }

        Measure(level, depth: 1);
    }

    void Measure(OrderedDictionary<string, List<Entry>> level, int depth)
    {
        CountAliases(level);
        foreach (var (_, entries) in level)
        {
            if (Exceeded is null && depth > limits.DepthMax)
            {
                var message = $"The operation is more than {limits.DepthMax} fields deep.";
                Exceed("operationDepth", limits.DepthMax, message, entries[0].Node);
            }

            if (Exceeded is not null)
            {
                return;
            }

            Descend(entries, depth);
        }
    }

    void Descend(List<Entry> entries, int depth)
    {
        var below = Below(entries);
        if (below.Count == 0)
        {
            return;
        }

        if (entries[0].Node.Name is "__schema" or "__type")
        {
            MeasureIntrospection(Collect(below), depth: 1, lists: 0);
            return;
        }

        var definitions = entries.Select(entry => entry.Definition).OfType<FieldDefinition>().Distinct().ToArray();
        foreach (var definition in definitions)
        {
            onPath[definition] = onPath.GetValueOrDefault(definition) + 1;
            if (onPath[definition] > limits.CoordinateCyclesMax)
            {
                var message =
                    $"The field \"{definition.Name}\" is within itself more than {limits.CoordinateCyclesMax} times.";
                Exceed("coordinateCycles", limits.CoordinateCyclesMax, message, entries[0].Node);
            }
        }

        if (Exceeded is null)
        {
            Measure(Collect(below), depth + 1);
        }

        foreach (var definition in definitions)
        {
            onPath[definition]--;
        }
    }

    void CountAliases(OrderedDictionary<string, List<Entry>> level)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, entries) in level)
        {
            foreach (var name in entries.Select(entry => entry.Node.Name).Distinct(StringComparer.Ordinal))
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
                if (counts[name] > limits.AliasesPerFieldMax)
                {
                    var message =
                        $"The field \"{name}\" is selected under more than {limits.AliasesPerFieldMax} names.";
                    Exceed("fieldAliases", limits.AliasesPerFieldMax, message, entries[0].Node);
                    return;
                }
            }
        }
    }

    void MeasureIntrospection(OrderedDictionary<string, List<Entry>> level, int depth, int lists)
    {
        const string Message = "Maximum introspection depth exceeded";
        foreach (var (_, entries) in level)
        {
            var node = entries[0].Node;
            var within = lists + (node.Name is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0);
            if (within > limits.IntrospectionListsMax)
            {
                Exceed("introspectionLists", limits.IntrospectionListsMax, Message, node);
            }
            else if (depth > limits.IntrospectionDepthMax)
            {
                Exceed("introspectionDepth", limits.IntrospectionDepthMax, Message, node);
            }

            if (Exceeded is not null)
            {
                return;
            }

            MeasureIntrospection(Collect(Below(entries)), depth + 1, within);
        }
    }

    void Exceed(string name, int max, string message, SyntaxNode node) =>
        Exceeded ??= LimitError.Of(name, max, message, node.Location);
}
