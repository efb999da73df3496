using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Only repeatable directives stand several times in one place. Source: October 2021, 5.7.3.</summary>
sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule
{
    public override void EnterPlace(IDirectivesNode place)
    {
        if (place.Directives.Length < 2)
        {
            return;
        }

        var seen = new Dictionary<string, Location>(StringComparer.Ordinal);
        foreach (var directive in place.Directives)
        {
            if (
                context.Schema.Directives[directive.Name] is { IsRepeatable: false }
                && !seen.TryAdd(directive.Name, directive.Location)
            )
            {
                context.Report(
                    $"The directive \"@{directive.Name}\" can only be used once at this location.",
                    seen[directive.Name],
                    directive.Location
                );
            }
        }
    }
}
