using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Fields and directives have the arguments they are given. Source: October 2021, 5.4.1.</summary>
sealed class KnownArgumentNames(ValidationContext context) : ValidationRule
{
    bool isInDirective;

    public override void EnterDirective(DirectiveNode directive, IDirectivesNode place)
    {
        isInDirective = true;
        if (context.Schema.Directives[directive.Name] is not { } definition)
        {
            return;
        }

        foreach (var argument in directive.Arguments)
        {
            if (!definition.Arguments.Contains(argument.Name))
            {
                var hint = context.Hint(argument.Name, definition.Arguments.Select(known => known.Name));
                context.Report(
                    $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{hint}",
                    argument.Location
                );
            }
        }
    }

    public override void LeaveDirective(DirectiveNode directive) => isInDirective = false;

    public override void EnterArgument(ArgumentNode argument)
    {
        // Those of a directive have been looked at with it.
        if (!isInDirective && context.Types is { Argument: null, Field: { } field, ParentType: { } parent })
        {
            var hint = context.Hint(argument.Name, field.Arguments.Select(known => known.Name));
            context.Report(
                $"Unknown argument \"{argument.Name}\" on field \"{parent}.{field.Name}\".{hint}",
                argument.Location
            );
        }
    }
}
