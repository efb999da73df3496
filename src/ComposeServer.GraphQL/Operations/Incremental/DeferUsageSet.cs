using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>The deferred fragments that a group of fields belongs to: it is delivered with the first of them.</summary>
sealed class DeferUsageSet(ImmutableArray<DeferUsage> usages)
{
    /// <summary>Fields that are not deferred.</summary>
    public static DeferUsageSet None { get; } = new([]);

    /// <summary>Each once, in the order of the document.</summary>
    public ImmutableArray<DeferUsage> Usages { get; } = usages;

    public bool IsSame(IReadOnlyCollection<DeferUsage> others) =>
        others.Count == Usages.Length && others.All(usage => Usages.Contains(usage));
}
