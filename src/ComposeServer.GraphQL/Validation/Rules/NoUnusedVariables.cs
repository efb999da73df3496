using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Variables that are defined are used. Source: October 2021, 5.8.4.</summary>
sealed class NoUnusedVariables(ValidationContext context) : ValidationRule
{
    public override void LeaveOperation(OperationDefinitionNode operation)
    {
        var used = context.Variables.Of(operation).Select(usage => usage.Node.Name).ToHashSet(StringComparer.Ordinal);
        var place = operation.Name is { } name ? $" in operation \"{name}\"" : "";
        foreach (var variable in operation.Variables)
        {
            if (!used.Contains(variable.Name))
            {
                context.Report($"Variable \"${variable.Name}\" is never used{place}.", variable.Location);
            }
        }
    }
}
