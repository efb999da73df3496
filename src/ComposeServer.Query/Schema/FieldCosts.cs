using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Subscriptions;

namespace ComposeServer.Query.Schema;

/// <summary>What generated fields take.</summary>
static class FieldCosts
{
    /// <summary>One document, or none.</summary>
    public static FieldCost One { get; } = new();

    /// <summary>As many documents as ids.</summary>
    public static FieldCost ByIds { get; } = new() { SlicingArguments = ["ids"] };

    /// <summary>A page.</summary>
    /// <param name="sizeMax">A larger one is refused when it is resolved, and costs no more than this.</param>
    public static FieldCost Page(int sizeMax) =>
        new()
        {
            SlicingArguments = ["first", "last"],
            SizedFields = ["edges"],
            SizeMax = sizeMax,
        };

    /// <summary>A page within an event of a subscription.</summary>
    /// <inheritdoc cref="Page"/>
    public static FieldCost LivePage(int sizeMax) => Page(sizeMax) with { SizedFields = [PageChange.ConnectionField] };

    /// <summary>A count reads all that it counts.</summary>
    public static FieldCost Count { get; } = new() { Weight = 10 };
}
