using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Every argument given to a directive is defined for it.</summary>
sealed class KnownDirectiveArguments(SdlContext context) : SdlRule(context)
{
    public override void Enter(SyntaxNode node)
    {
        if (node is not DirectiveNode directive || Known(directive.Name) is not { } known)
        {
            return;
        }

        foreach (var argument in directive.Arguments)
        {
            if (!known.Contains(argument.Name, StringComparer.Ordinal))
            {
                var hint = Suggestion.Hint(Suggestion.Near(argument.Name, known));
                var message = $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{hint}";
                Context.Report(message, argument.Location);
            }
        }
    }

    string[]? Known(string directive) =>
        Context.Directives.TryGetValue(directive, out var own)
            ? [.. own.Arguments.Select(argument => argument.Name)]
            : BuiltInDirectives
                .All.FirstOrDefault(known => known.Name == directive)
                ?.Arguments.Select(argument => argument.Name)
                .ToArray();
}
