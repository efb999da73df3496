using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Variables are scalars, enums and input objects. Source: October 2021, 5.8.2.</summary>
sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule
{
    public override void EnterVariableDefinition(VariableDefinitionNode variable)
    {
        if (context.Schema.Resolve(variable.Type) is { IsInput: false })
        {
            context.Report(
                $"Variable \"${variable.Name}\" cannot be non-input type \"{Printer.Print(variable.Type)}\".",
                variable.Type.Location
            );
        }
    }
}
