using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>No argument is given twice.</summary>
sealed class UniqueArgumentNames(SdlContext context) : SdlRule(context)
{
    public override void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case FieldNode field:
                Check(field.Arguments);
                break;
            case DirectiveNode directive:
                Check(directive.Arguments);
                break;
        }
    }

    void Check(ImmutableArray<ArgumentNode> arguments)
    {
        foreach (var same in arguments.GroupBy(argument => argument.Name, StringComparer.Ordinal))
        {
            if (same.Skip(1).Any())
            {
                Context.Report(
                    $"There can be only one argument named \"{same.Key}\".",
                    same.Select(argument => (Location?)argument.NameLocation)
                );
            }
        }
    }
}
