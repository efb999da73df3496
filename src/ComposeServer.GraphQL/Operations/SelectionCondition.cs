using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Operations;

/// <summary>One <c>@skip</c> or <c>@include</c> of a selection. Source: GraphQL October 2021, 3.13.1 and 3.13.2.</summary>
/// <param name="IsSkip">True for <c>@skip</c>, which leaves the selection out when the value is true.</param>
/// <param name="Variable">Name of the variable that decides; null for a literal.</param>
/// <param name="Literal">The value when there is no variable.</param>
readonly record struct SelectionCondition(bool IsSkip, string? Variable, bool Literal)
{
    /// <summary>The conditions of a selection; all must let it pass. The first of a kind counts.</summary>
    public static ImmutableArray<SelectionCondition> Of(SelectionNode selection)
    {
        if (selection.Directives.IsEmpty)
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<SelectionCondition>();
        Add(conditions, selection.Directives, "skip", isSkip: true);
        Add(conditions, selection.Directives, "include", isSkip: false);
        return conditions.DrainToImmutable();
    }

    static void Add(
        ImmutableArray<SelectionCondition>.Builder conditions,
        ImmutableArray<DirectiveNode> directives,
        string name,
        bool isSkip
    )
    {
        var directive = directives.FirstOrDefault(node => string.Equals(node.Name, name, StringComparison.Ordinal));
        var value = directive?.Arguments.FirstOrDefault(argument => argument.Name is "if")?.Value;
        switch (value)
        {
            case VariableNode variable:
                conditions.Add(new(isSkip, variable.Name, Literal: false));
                break;
            case BooleanValueNode literal:
                conditions.Add(new(isSkip, Variable: null, literal.Value));
                break;
        }
    }
}
