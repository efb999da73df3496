using System.Collections.Immutable;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation.Rules;

namespace ComposeServer.GraphQL.Validation;

/// <summary>Says whether a document may be executed against a schema. Source: GraphQL October 2021, 5; messages as in graphql-js 16.</summary>
public static class DocumentValidator
{
    /// <summary>Measures the document against the limits, then checks all rules in one walk.</summary>
    /// <param name="schema">The schema; must be valid itself.</param>
    /// <param name="document">The document.</param>
    /// <param name="limits">What it may hold. Over a limit nothing else is reported.</param>
    /// <param name="hasSuggestions">Whether messages may show names of the schema.</param>
    /// <returns>The errors in the order of the document; none when it may be executed.</returns>
    public static ImmutableArray<GraphQLError> Validate(
        Schema schema,
        DocumentNode document,
        ValidationLimits limits,
        bool hasSuggestions
    )
    {
        var context = new ValidationContext(schema, document, limits, hasSuggestions);
        var measure = OperationMeasure.Of(context);
        if (measure.Exceeded is { } exceeded)
        {
            return [exceeded];
        }

        context.HasFragmentCycle = measure.HasCycle;
        new DocumentWalk(context.Types, RuleCatalogue.For(context), () => context.IsOver).Document(document);
        return context.Errors;
    }
}
