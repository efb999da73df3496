using System.Collections.Immutable;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Coerced arguments, or why there are none.</summary>
readonly record struct BoundArguments(ArgumentValues? Values, GraphQLError? Error);

/// <summary>Coerces the arguments of a field or directive. Source: GraphQL October 2021, 6.4.1; messages as in graphql-js 16.</summary>
static class ArgumentBinder
{
    public static BoundArguments Bind(
        NamedList<ArgumentDefinition> definitions,
        ImmutableArray<ArgumentNode> given,
        SyntaxNode owner,
        IReadOnlyDictionary<string, object?> variables
    )
    {
        if (definitions.Count == 0)
        {
            return new(ArgumentValues.None, Error: null);
        }

        var entries = new List<KeyValuePair<string, object?>>(definitions.Count);
        foreach (var definition in definitions)
        {
            if (BindOne(definition, Find(given, definition.Name), owner, variables, entries) is { } error)
            {
                return new(Values: null, error);
            }
        }

        return new(new ArgumentValues([.. entries]), Error: null);
    }

    /// <summary>True when no variable stands anywhere in the arguments, so that they are the same in every request.</summary>
    public static bool AreConstant(ImmutableArray<ArgumentNode> given) => given.All(node => IsConstant(node.Value));

    static bool IsConstant(ValueNode value) =>
        value switch
        {
            VariableNode => false,
            ListValueNode list => list.Values.All(IsConstant),
            ObjectValueNode entries => entries.Fields.All(field => IsConstant(field.Value)),
            _ => true,
        };

    static GraphQLError? BindOne(
        ArgumentDefinition definition,
        ValueNode? given,
        SyntaxNode owner,
        IReadOnlyDictionary<string, object?> variables,
        List<KeyValuePair<string, object?>> entries
    )
    {
        var variable = given as VariableNode;
        object? value = null;
        if (given is null || (variable is not null && !variables.TryGetValue(variable.Name, out value)))
        {
            return BindDefault(definition, variable, owner, entries);
        }

        var isNull = variable is not null ? value is null : given is NullValueNode;
        if (isNull && definition.Type is NonNullType)
        {
            return Fail(
                given,
                $"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null."
            );
        }

        if (!InputLiteral.TryCoerce(given, definition.Type, variables, out var coerced))
        {
            return Fail(given, $"Argument \"{definition.Name}\" has invalid value {Printer.Print(given)}.");
        }

        entries.Add(new(definition.Name, coerced));
        return null;
    }

    static GraphQLError? BindDefault(
        ArgumentDefinition definition,
        VariableNode? variable,
        SyntaxNode owner,
        List<KeyValuePair<string, object?>> entries
    )
    {
        if (definition.Default is { } byDefault && byDefault.TryGetValue(definition.Type, out var value))
        {
            entries.Add(new(definition.Name, value));
            return null;
        }

        if (definition.Type is not NonNullType)
        {
            return null;
        }

        var start = $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was ";
        return variable is null
            ? Fail(owner, start + "not provided.")
            : Fail(
                variable,
                start + $"provided the variable \"${variable.Name}\" which was not provided a runtime value."
            );
    }

    static ValueNode? Find(ImmutableArray<ArgumentNode> given, string name)
    {
        foreach (var node in given)
        {
            if (string.Equals(node.Name, name, StringComparison.Ordinal))
            {
                return node.Value;
            }
        }

        return null;
    }

    static GraphQLError Fail(SyntaxNode place, string message) =>
        new(message, ErrorCodes.BadUserInput) { Locations = [place.Location] };
}
