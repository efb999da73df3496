using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Operations have different names. Source: October 2021, 5.2.1.1.</summary>
sealed class UniqueOperationNames(ValidationContext context) : ValidationRule
{
    readonly Dictionary<string, Location> known = new(StringComparer.Ordinal);

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Name is { } name && !known.TryAdd(name, operation.NameLocation))
        {
            context.Report($"There can be only one operation named \"{name}\".", known[name], operation.NameLocation);
        }
    }
}
