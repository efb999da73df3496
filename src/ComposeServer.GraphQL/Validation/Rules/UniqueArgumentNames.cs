using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>An argument is given once. Source: October 2021, 5.4.2.</summary>
sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule
{
    public override void EnterField(FieldNode field) => Check(field.Arguments);

    public override void EnterDirective(DirectiveNode directive, IDirectivesNode place) => Check(directive.Arguments);

    void Check(ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        foreach (var group in arguments.GroupBy(argument => argument.Name, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                context.Report(
                    $"There can be only one argument named \"{group.Key}\".",
                    [.. group.Select(argument => argument.NameLocation)]
                );
            }
        }
    }
}
