using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

sealed partial class SdlSchema
{
    EnumValue BuildValue(EnumValueDefinitionNode node) =>
        new(node.Name)
        {
            Description = node.Description?.Value,
            DeprecationReason = Deprecation(node.Directives),
            Syntax = node,
        };

    ArgumentDefinition BuildArgument(InputValueDefinitionNode node) =>
        new(node.Name, Wrapped(node.Type))
        {
            Description = node.Description?.Value,
            DeprecationReason = Deprecation(node.Directives),
            Default = node.DefaultValue is { } literal ? InputDefault.FromLiteral(literal) : null,
            Syntax = node,
        };

    InputFieldDefinition BuildInputField(InputValueDefinitionNode node) =>
        new(node.Name, Wrapped(node.Type))
        {
            Description = node.Description?.Value,
            DeprecationReason = Deprecation(node.Directives),
            Default = node.DefaultValue is { } literal ? InputDefault.FromLiteral(literal) : null,
            Syntax = node,
        };

    DirectiveDefinition BuildDirective(DirectiveDefinitionNode node) =>
        new(node.Name, node.Locations)
        {
            Description = node.Description?.Value,
            Arguments = new(node.Arguments.Select(BuildArgument)),
            IsRepeatable = node.IsRepeatable,
            Syntax = node,
        };

    string? Deprecation(ImmutableArray<DirectiveNode> directives) =>
        TextArgument(directives, BuiltInDirectives.Deprecated, "reason");

    /// <summary>The text that an applied directive gives, or its default; null when it is not applied or gives null.</summary>
    string? TextArgument(ImmutableArray<DirectiveNode> directives, DirectiveDefinition directive, string name)
    {
        var applied = directives.FirstOrDefault(node =>
            string.Equals(node.Name, directive.Name, StringComparison.Ordinal)
        );
        if (applied is null)
        {
            return null;
        }

        var argument = directive.Arguments[name]!;
        var given = applied.Arguments.LastOrDefault(node => string.Equals(node.Name, name, StringComparison.Ordinal));
        if (given is null)
        {
            object? byDefault = null;
            argument.Default?.TryGetValue(argument.Type, out byDefault);
            return (string?)byDefault;
        }

        if (InputLiteral.TryCoerce(given.Value, argument.Type, variables: null, out var value))
        {
            return (string?)value;
        }

        var message =
            given.Value is NullValueNode
                ? $"Argument \"{name}\" of non-null type \"{argument.Type}\" must not be null."
                : $"Argument \"{name}\" has invalid value {given.Value}.";
        errors.Add(SchemaError.AtNodes(message, given.Value));
        return null;
    }
}
