using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation;

/// <summary>Makes the errors of <see cref="ValidationLimits"/>: code <c>LIMIT_EXCEEDED</c>, with the limit's name and value.</summary>
static class LimitError
{
    /// <summary>An error about one limit.</summary>
    /// <param name="name">Stable name of the limit, in <c>extensions.limit</c>.</param>
    /// <param name="max">Its value, in <c>extensions.max</c>.</param>
    /// <param name="message">Text for people.</param>
    /// <param name="place">Where it was met.</param>
    public static GraphQLError Of(string name, int max, string message, Location place) =>
        new GraphQLError(message, ErrorCodes.LimitExceeded) { Locations = place.IsNone ? [] : [place] }
            .With("limit", name)
            .With("max", max);

    public static GraphQLError MergeComparisons(int max) =>
        Of(
            "mergeComparisons",
            max,
            $"It takes more than {max} comparisons to see whether the fields of the document can be merged.",
            Location.None
        );

    public static GraphQLError MergeDepth(int max) =>
        Of(
            "mergeDepth",
            max,
            $"It takes comparisons more than {max} deep to see whether the fields of the document can be merged.",
            Location.None
        );
}
