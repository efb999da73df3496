using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>Every required argument of an applied directive is given.</summary>
sealed class ProvidedDirectiveArguments(SdlContext context) : SdlRule(context)
{
    // After the children, so that errors inside the arguments come first.
    public override void Leave(SyntaxNode node)
    {
        if (node is not DirectiveNode directive)
        {
            return;
        }

        foreach (var (name, type) in Required(directive.Name))
        {
            if (!directive.Arguments.Any(given => string.Equals(given.Name, name, StringComparison.Ordinal)))
            {
                Context.Report(
                    $"Directive \"@{directive.Name}\" argument \"{name}\" of type \"{type}\" is required, "
                        + "but it was not provided.",
                    directive.Location
                );
            }
        }
    }

    // An argument defined twice counts as it is defined last.
    IEnumerable<(string Name, string Type)> Required(string directive) =>
        Context.Directives.TryGetValue(directive, out var own)
            ? own
                .Arguments.Where(argument => argument is { Type: NonNullTypeNode, DefaultValue: null })
                .GroupBy(argument => argument.Name, StringComparer.Ordinal)
                .Select(same => (same.Key, same.Last().Type.ToString()))
            : BuiltInDirectives
                .All.Where(known => known.Name == directive)
                .SelectMany(known => known.Arguments.Where(argument => argument.IsRequired))
                .Select(argument => (argument.Name, argument.Type.ToString()));
}
