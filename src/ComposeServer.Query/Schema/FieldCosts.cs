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
    public static FieldCost Page { get; } = new() { SlicingArguments = ["first", "last"], SizedFields = ["edges"] };

    /// <summary>A page within an event of a subscription.</summary>
    public static FieldCost LivePage { get; } =
        new() { SlicingArguments = ["first", "last"], SizedFields = [PageChange.ConnectionField] };

    /// <summary>A count reads all that it counts.</summary>
    public static FieldCost Count { get; } = new() { Weight = 10 };
}
