using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations.Incremental;

namespace ComposeServer.GraphQL.Operations;

/// <summary>What stands in an operation and in all fragments it spreads, directly or not.</summary>
/// <param name="ConditionVariables">Names of the variables that decide an <c>@skip</c> or <c>@include</c>.</param>
/// <param name="IntrospectionFields">The selections of <c>__schema</c> and <c>__type</c>.</param>
sealed record OperationReach(IReadOnlySet<string> ConditionVariables, ImmutableArray<FieldNode> IntrospectionFields)
{
    /// <summary>True when there is an <c>@defer</c> or <c>@stream</c> that can be on.</summary>
    public bool HasDelivery { get; init; }

    /// <summary>Names of the variables that turn an <c>@defer</c> or <c>@stream</c> on or off.</summary>
    public required IReadOnlySet<string> DeliveryVariables { get; init; }

    public static OperationReach Of(
        OperationDefinitionNode operation,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments
    )
    {
        var walk = new Walk(fragments);
        walk.Visit(operation.SelectionSet);
        return new(walk.ConditionVariables, [.. walk.IntrospectionFields])
        {
            HasDelivery = walk.HasDelivery,
            DeliveryVariables = walk.DeliveryVariables,
        };
    }

    sealed class Walk(IReadOnlyDictionary<string, FragmentDefinitionNode> fragments) : SyntaxVisitor
    {
        readonly HashSet<string> visited = new(StringComparer.Ordinal);

        public HashSet<string> ConditionVariables { get; } = new(StringComparer.Ordinal);
        public List<FieldNode> IntrospectionFields { get; } = [];
        public HashSet<string> DeliveryVariables { get; } = new(StringComparer.Ordinal);
        public bool HasDelivery { get; private set; }

        protected override VisitAction Enter(SyntaxNode node)
        {
            if (node is not SelectionNode selection)
            {
                return node is SelectionSetNode ? VisitAction.Continue : VisitAction.Skip;
            }

            foreach (var condition in SelectionCondition.Of(selection))
            {
                if (condition.Variable is { } variable)
                {
                    ConditionVariables.Add(variable);
                }
            }

            if (DeliveryDirective.Of(selection) is { } delivery)
            {
                HasDelivery |= delivery.Literal;
                if (delivery.Variable is { } variable)
                {
                    DeliveryVariables.Add(variable);
                }
            }

            switch (selection)
            {
                case FieldNode { Name: "__schema" or "__type" } field:
                    IntrospectionFields.Add(field);
                    break;
                case FragmentSpreadNode spread
                    when visited.Add(spread.Name) && fragments.TryGetValue(spread.Name, out var fragment):
                    Visit(fragment.SelectionSet);
                    break;
            }

            return VisitAction.Continue;
        }
    }
}
