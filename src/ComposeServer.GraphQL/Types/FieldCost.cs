namespace ComposeServer.GraphQL.Types;

/// <summary>
/// What a field takes that goes to a store, for estimates before anything is executed. The same as the directives <c>@cost</c> and
/// <c>@listSize</c> say (GraphQL cost directives specification, IBM).
/// </summary>
public sealed record FieldCost
{
    /// <summary>Reads for each parent, besides the objects that it answers with. Default 1; more for what reads a whole set to answer with a number.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>
    /// Arguments that say with how many objects it answers; the first that is given counts: a number, or the length of a list.
    /// </summary>
    public IReadOnlyList<string> SlicingArguments { get; init; } = [];

    /// <summary>More is not asked of the store: who wants more gets an error for the field. Default: no limit.</summary>
    public int SizeMax { get; init; } = int.MaxValue;

    /// <summary>How many when none of them is given. Default 1.</summary>
    public int AssumedSize { get; init; } = 1;

    /// <summary>Fields of its value that hold those objects; empty when the value is the list.</summary>
    public IReadOnlyList<string> SizedFields { get; init; } = [];
}
