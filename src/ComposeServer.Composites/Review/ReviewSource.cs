using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;

namespace ComposeServer.Composites.Review;

/// <summary>One side of a review: a composite, or the runtime definition that was made of one.</summary>
/// <remarks>
/// A runtime definition does not hold bounds, descriptions or what relation fields refer to. Beside one, a composite is reduced to its own
/// runtime definition, and nothing is said of these.
/// </remarks>
public sealed class ReviewSource
{
    readonly Composite? composite;
    readonly RuntimeDefinition? definition;
    readonly bool hasIds;

    ReviewSource(Composite? composite, RuntimeDefinition? definition, bool hasIds)
    {
        this.composite = composite;
        this.definition = definition;
        this.hasIds = hasIds;
    }

    /// <summary>A composite whose models exist.</summary>
    public static ReviewSource Of(Composite made) => new(made, null, hasIds: true);

    /// <summary>A composite that was compiled for the review alone, so that the ids of its models mean nothing.</summary>
    public static ReviewSource OfUnmade(Composite compiled) => new(compiled, null, hasIds: false);

    /// <summary>A runtime definition.</summary>
    public static ReviewSource Of(RuntimeDefinition definition) => new(null, definition, hasIds: true);

    /// <summary>Both sides, with as much as both of them hold.</summary>
    /// <exception cref="CompositeException">A composite has no runtime definition, or a schema cannot be read.</exception>
    internal static (ReviewedComposite Before, ReviewedComposite After) Read(ReviewSource before, ReviewSource after) =>
        before.composite is not null && after.composite is not null
            ? (
                ReviewedComposite.Of(before.composite, before.hasIds),
                ReviewedComposite.Of(after.composite, after.hasIds)
            )
            : (before.Reduce(), after.Reduce());

    ReviewedComposite Reduce() => ReviewedRuntime.Of(definition ?? composite!.ToRuntime().OrThrow().Definition, hasIds);
}
