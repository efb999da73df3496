using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>A document to execute defines operations and fragments only. Source: October 2021, 5.1.1.</summary>
sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule
{
    public override void EnterDocument(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is not ExecutableDefinitionNode)
            {
                var name = definition is INamedNode { Name: { } text } ? $"\"{text}\"" : "schema";
                context.Report($"The {name} definition is not executable.", definition.Location);
            }
        }
    }
}
