using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>What a selection set is made of when it is delivered in parts. Equal sources are the same selection set.</summary>
/// <param name="sets">The selection sets of the document that are merged, each with the deferred fragment it stands in.</param>
/// <param name="group">What delivers the objects themselves.</param>
sealed class DeferredSource(ImmutableArray<DeferredNode<SelectionSetNode>> sets, DeferUsageSet group)
    : IEquatable<DeferredSource>
{
    public ImmutableArray<DeferredNode<SelectionSetNode>> Sets { get; } = sets;
    public DeferUsageSet Group { get; } = group;

    public bool Equals(DeferredSource? other) =>
        other is not null && ReferenceEquals(Group, other.Group) && Sets.SequenceEqual(other.Sets);

    public override bool Equals(object? obj) => Equals(obj as DeferredSource);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var set in Sets)
        {
            hash.Add(set);
        }

        return hash.ToHashCode();
    }
}
