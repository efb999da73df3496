using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only one. Source: October 2021, 5.2.2.1.</summary>
sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule
{
    bool isLone;

    public override void EnterDocument(DocumentNode document) =>
        isLone = document.Definitions.Count(definition => definition is OperationDefinitionNode) == 1;

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Name is null && !isLone)
        {
            context.Report("This anonymous operation must be the only defined operation.", operation.Location);
        }
    }
}
