using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Arguments that must be given are given. Source: October 2021, 5.4.2.1.</summary>
sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule
{
    // On the way out, so that faults further in come first.
    public override void LeaveField(FieldNode field)
    {
        if (context.Types.Field is not { } definition)
        {
            return;
        }

        foreach (var argument in Missing(definition.Arguments, field.Arguments))
        {
            context.Report(
                $"Field \"{definition.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.",
                field.Location
            );
        }
    }

    public override void LeaveDirective(DirectiveNode directive)
    {
        if (context.Schema.Directives[directive.Name] is not { } definition)
        {
            return;
        }

        foreach (var argument in Missing(definition.Arguments, directive.Arguments))
        {
            context.Report(
                $"Directive \"@{directive.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.",
                directive.Location
            );
        }
    }

    static IEnumerable<ArgumentDefinition> Missing(
        NamedList<ArgumentDefinition> definitions,
        ImmutableArray<ArgumentNode> given
    ) =>
        definitions.Where(definition =>
            definition.IsRequired
            && !given.Any(argument => string.Equals(argument.Name, definition.Name, StringComparison.Ordinal))
        );
}
