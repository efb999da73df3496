using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations.Incremental;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>One <c>@defer</c> for one object of the response: what a client is told is pending, and then completed.</summary>
/// <param name="path">Of the object.</param>
/// <param name="label">Of the directive, or null.</param>
/// <param name="parent">The deferred fragment around it, which must be completed first; null when there is none.</param>
sealed class DeliveryGroup(ImmutableArray<PathSegment> path, string? label, DeliveryGroup? parent)
{
    public ImmutableArray<PathSegment> Path { get; } = path;
    public string? Label { get; } = label;
    public DeliveryGroup? Parent { get; } = parent;

    /// <summary>Fragments within this one; told of once this one is completed.</summary>
    public List<DeliveryGroup> Children { get; } = [];

    /// <summary>What it consists of; shared with other groups that select the same fields.</summary>
    public List<DeferredPart> Parts { get; } = [];

    /// <summary>How many of its parts have not been executed.</summary>
    public int Waiting { get; set; }

    /// <summary>True from when it was found until it is completed or turns out to be empty.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Name in the answer, from when the client is told of it until it is completed.</summary>
    public string? Id { get; set; }

    /// <summary>True while the client waits for it.</summary>
    public bool IsAnnounced => Id is not null;
}

/// <summary>The groups that the <c>@defer</c> around a place stand for there: a list, the innermost first.</summary>
sealed record DeliveryScope(DeferUsage Usage, DeliveryGroup Group, DeliveryScope? Outer)
{
    /// <summary>The group that a <c>@defer</c> stands for.</summary>
    /// <exception cref="InvalidOperationException">It does not stand around this place, which compiling rules out.</exception>
    public static DeliveryGroup Find(DeliveryScope? scope, DeferUsage usage)
    {
        for (var entry = scope; entry is not null; entry = entry.Outer)
        {
            if (ReferenceEquals(entry.Usage, usage))
            {
                return entry.Group;
            }
        }

        throw new InvalidOperationException("a deferred fragment is asked for outside of its own place");
    }
}
