using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Variables of an operation have different names. Source: October 2021, 5.8.1.</summary>
sealed class UniqueVariableNames(ValidationContext context) : ValidationRule
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        foreach (var group in operation.Variables.GroupBy(variable => variable.Name, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                context.Report(
                    $"There can be only one variable named \"${group.Key}\".",
                    [.. group.Select(variable => variable.NameLocation)]
                );
            }
        }
    }
}
