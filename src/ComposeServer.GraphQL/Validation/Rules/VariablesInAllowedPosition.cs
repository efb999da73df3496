using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Variables fit where they are used. Source: October 2021, 5.8.5.</summary>
sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule
{
    public override void LeaveOperation(OperationDefinitionNode operation)
    {
        var definitions = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var variable in operation.Variables)
        {
            definitions[variable.Name] = variable;
        }

        foreach (var usage in context.Variables.Of(operation))
        {
            if (
                usage.Type is { } expected
                && definitions.TryGetValue(usage.Node.Name, out var definition)
                && context.Schema.Resolve(definition.Type) is { } type
            )
            {
                Check(usage, expected, definition, type);
            }
        }
    }

    void Check(VariableUsage usage, GraphQLType expected, VariableDefinitionNode definition, GraphQLType type)
    {
        var name = definition.Name;
        if (!IsAllowed(usage, expected, definition, type))
        {
            context.Report(
                $"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{expected}\".",
                definition.Location,
                usage.Node.Location
            );
        }

        if (usage.ParentType is InputObjectType { IsOneOf: true } parent && type is not NonNullType)
        {
            context.Report(
                $"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{parent}\".",
                definition.Location,
                usage.Node.Location
            );
        }
    }

    bool IsAllowed(VariableUsage usage, GraphQLType expected, VariableDefinitionNode definition, GraphQLType type)
    {
        if (expected is not NonNullType nonNull || type is NonNullType)
        {
            return context.Schema.IsSubtype(type, expected);
        }

        var hasDefault = definition.DefaultValue is not null and not NullValueNode || usage.Default is not null;
        return hasDefault && context.Schema.IsSubtype(type, nonNull.OfType);
    }
}
