using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>A subscription has one root field, and no meta field. Source: October 2021, 5.2.3.1.</summary>
sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription || context.Schema.SubscriptionType is not { } root)
        {
            return;
        }

        var flattener = new SelectionFlattener(context.Schema, context.Fragments.ByName, trueConditions: null);
        var groups = flattener.Collect([operation.SelectionSet], root);
        var subject = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        if (groups.Count > 1)
        {
            context.Report(
                $"{subject} must select only one top level field.",
                [.. groups.Values.Skip(1).SelectMany(nodes => nodes).Select(node => node.Location)]
            );
        }

        foreach (var nodes in groups.Values.Where(nodes => nodes[0].Name.StartsWith("__", StringComparison.Ordinal)))
        {
            context.Report(
                $"{subject} must not select an introspection top level field.",
                [.. nodes.Select(node => node.Location)]
            );
        }
    }
}
