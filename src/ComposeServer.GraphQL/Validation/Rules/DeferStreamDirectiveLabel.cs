using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Labels of <c>@defer</c> and <c>@stream</c> are static and each there once. Source: incremental delivery, 5.7; graphql-js 17.</summary>
sealed class DeferStreamDirectiveLabel(ValidationContext context) : ValidationRule
{
    readonly Dictionary<string, DirectiveNode> known = new(StringComparer.Ordinal);

    public override void EnterDirective(DirectiveNode directive, IDirectivesNode place)
    {
        if (directive.Name is not ("defer" or "stream"))
        {
            return;
        }

        switch (directive.Arguments.FirstOrDefault(argument => argument.Name is "label")?.Value)
        {
            case null or NullValueNode:
                break;
            case StringValueNode label when known.TryAdd(label.Value, directive):
                break;
            case StringValueNode label:
                context.Report(
                    "Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all Defer/Stream directive usages.",
                    known[label.Value].Location,
                    directive.Location
                );
                break;
            default:
                context.Report($"Argument \"@{directive.Name}(label:)\" must be a static string.", directive.Location);
                break;
        }
    }
}
