using ComposeServer.Composites.Format;

namespace ComposeServer.Composites.Review;

/// <summary>A composite as a review sees it.</summary>
/// <param name="Models">In the order of the composite.</param>
/// <param name="HasIds">False when the ids mean nothing, because the models have not been made yet.</param>
sealed record ReviewedComposite(IReadOnlyList<ReviewedModel> Models, bool HasIds)
{
    /// <exception cref="CompositeException">The schema of a model cannot be read.</exception>
    public static ReviewedComposite Of(Composite composite, bool hasIds)
    {
        var names = new ModelNames(composite);
        return new(
            [.. composite.Models.Keys.Select(id => new CompositeModelReading(composite, names, id).Read())],
            hasIds
        );
    }
}
