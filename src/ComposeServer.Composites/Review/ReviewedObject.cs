namespace ComposeServer.Composites.Review;

/// <summary>The content of a document, or of an object in it, as a review sees it.</summary>
/// <param name="Fields">By name, in the order of the schema.</param>
sealed record ReviewedObject(OrderedMap<ReviewedField> Fields)
{
    /// <summary>An object without fields.</summary>
    public static ReviewedObject Empty { get; } = new(OrderedMap<ReviewedField>.Empty);
}

/// <summary>One field.</summary>
/// <param name="Value">What it holds.</param>
/// <param name="IsRequired">It may not be left out.</param>
sealed record ReviewedField(ReviewedValue Value, bool IsRequired);
