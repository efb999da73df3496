using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>What a field holds, as a review sees it.</summary>
/// <param name="Kind">Enum, object or list; of a scalar its type: <c>string</c>, <c>GraphQLDateTime</c>.</param>
/// <param name="Bounds">Lengths, sizes and numbers of items.</param>
/// <param name="Rules">All other rules on the value.</param>
sealed record ReviewedValue(string Kind, ValueBounds Bounds, IpldMap Rules)
{
    /// <summary>Name of an enum or object, said to be shared if it is; empty for others.</summary>
    public string TypeName { get; init; } = "";

    /// <summary>Values of an enum.</summary>
    public IReadOnlyList<string> EnumValues { get; init; } = [];

    /// <summary>Fields of an object.</summary>
    public ReviewedObject Fields { get; init; } = ReviewedObject.Empty;

    /// <summary>Items of a list.</summary>
    public ReviewedValue? Item { get; init; }
}
