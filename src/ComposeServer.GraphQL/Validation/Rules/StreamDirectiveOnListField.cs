using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Only lists are streamed. Source: incremental delivery, 5.7; graphql-js 17.</summary>
sealed class StreamDirectiveOnListField(ValidationContext context) : ValidationRule
{
    public override void EnterDirective(DirectiveNode directive, IDirectivesNode place)
    {
        if (
            directive.Name is "stream"
            && context.Types is { Field: { } field, ParentType: { } parent }
            && field.Type.Nullable is not ListType
        )
        {
            context.Report(
                $"Directive \"@stream\" cannot be used on non-list field \"{parent}.{field.Name}\".",
                directive.Location
            );
        }
    }
}
