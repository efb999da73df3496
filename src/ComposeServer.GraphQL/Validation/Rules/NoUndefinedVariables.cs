using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Variables that are used are defined. Source: October 2021, 5.8.3.</summary>
sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule
{
    public override void LeaveOperation(OperationDefinitionNode operation)
    {
        var defined = operation.Variables.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        var by = operation.Name is { } name ? $" by operation \"{name}\"" : "";
        foreach (var usage in context.Variables.Of(operation))
        {
            if (!defined.Contains(usage.Node.Name))
            {
                context.Report(
                    $"Variable \"${usage.Node.Name}\" is not defined{by}.",
                    usage.Node.Location,
                    operation.Location
                );
            }
        }
    }
}
