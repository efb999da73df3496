using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>The <c>@defer</c> of a fragment or the <c>@stream</c> of a field.</summary>
/// <param name="Node">Where it stands.</param>
/// <param name="Variable">Name of the variable that turns it on or off; null for a literal. One that has no value turns it on.</param>
/// <param name="Literal">Whether it is on when there is no variable.</param>
readonly record struct DeliveryDirective(DirectiveNode Node, string? Variable, bool Literal)
{
    /// <summary>Null when there is none.</summary>
    public string? Label => (Argument("label") as StringValueNode)?.Value;

    /// <summary>The directive that means something on this kind of selection.</summary>
    public static DeliveryDirective? Of(SelectionNode selection)
    {
        if (selection.Directives.IsEmpty)
        {
            return null;
        }

        var name = selection is FieldNode ? "stream" : "defer";
        var node = selection.Directives.FirstOrDefault(directive =>
            string.Equals(directive.Name, name, StringComparison.Ordinal)
        );
        if (node is null)
        {
            return null;
        }

        var directive = new DeliveryDirective(node, Variable: null, Literal: true);
        return directive.Argument("if") switch
        {
            VariableNode variable => directive with { Variable = variable.Name },
            BooleanValueNode literal => directive with { Literal = literal.Value },
            _ => directive,
        };
    }

    /// <summary>Whether it is on.</summary>
    /// <param name="trueConditions">The variables that are true.</param>
    public bool IsOn(IReadOnlySet<string> trueConditions) =>
        Variable is null ? Literal : trueConditions.Contains(Variable);

    ValueNode? Argument(string name) =>
        Node.Arguments.FirstOrDefault(argument => string.Equals(argument.Name, name, StringComparison.Ordinal))?.Value;
}
