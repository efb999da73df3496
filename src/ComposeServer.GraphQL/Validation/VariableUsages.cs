using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation;

/// <summary>One place where a variable stands.</summary>
/// <param name="Node">The variable there.</param>
/// <param name="Type">What the place expects; null when the schema does not know it.</param>
/// <param name="Default">Default of the place.</param>
/// <param name="ParentType">What is expected of the value around.</param>
sealed record VariableUsage(VariableNode Node, GraphQLType? Type, InputDefault? Default, GraphQLType? ParentType);

/// <summary>Finds where variables are used. Answers are kept.</summary>
sealed class VariableUsages(ValidationContext context)
{
    readonly Dictionary<DefinitionNode, List<VariableUsage>> byDefinition = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<OperationDefinitionNode, List<VariableUsage>> byOperation = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>The usages in an operation, and then those in the fragments it reaches.</summary>
    public IReadOnlyList<VariableUsage> Of(OperationDefinitionNode operation)
    {
        if (!byOperation.TryGetValue(operation, out var usages))
        {
            var fragments = context.Fragments.Reached([operation.SelectionSet]);
            byOperation[operation] = usages = [.. Within(operation), .. fragments.SelectMany(Within)];
        }

        return usages;
    }

    List<VariableUsage> Within(DefinitionNode definition)
    {
        if (!byDefinition.TryGetValue(definition, out var usages))
        {
            var types = new TypeStack(context.Schema);
            var collector = new Collector(types);
            new DocumentWalk(types, [collector], static () => false).Definition(definition);
            byDefinition[definition] = usages = collector.Found;
        }

        return usages;
    }

    sealed class Collector(TypeStack types) : ValidationRule
    {
        public List<VariableUsage> Found { get; } = [];

        public override void EnterValue(ValueNode value)
        {
            if (value is VariableNode variable)
            {
                Found.Add(new(variable, types.InputType, types.Default, types.ParentInputType));
            }
        }
    }
}
