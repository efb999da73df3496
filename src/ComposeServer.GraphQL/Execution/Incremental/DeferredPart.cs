using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations.Incremental;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>Fields of one object that are executed later than the object, for all groups that wait for them.</summary>
/// <param name="anchor">The object; nothing happens when it became null.</param>
/// <param name="path">Of the object.</param>
/// <param name="fields">What is executed.</param>
/// <param name="groups">Who waits for it.</param>
/// <param name="scope">What the <c>@defer</c> around the object stand for.</param>
sealed class DeferredPart(
    ObjectNode anchor,
    ImmutableArray<PathSegment> path,
    DeferredFields fields,
    ImmutableArray<DeliveryGroup> groups,
    DeliveryScope? scope
)
{
    public ObjectNode Anchor { get; } = anchor;
    public ImmutableArray<PathSegment> Path { get; } = path;
    public DeferredFields Fields { get; } = fields;
    public ImmutableArray<DeliveryGroup> Groups { get; } = groups;
    public DeliveryScope? Scope { get; } = scope;

    /// <summary>Set once it is queued.</summary>
    public bool IsStarted { get; set; }

    /// <summary>True when everyone who waited is gone: then it need not be executed, and its result goes nowhere.</summary>
    public bool IsDropped => Groups.All(group => !group.IsKnown);

    /// <summary>Null until it has been executed.</summary>
    public PartResult? Result { get; set; }

    /// <summary>Lists within it that are streamed once it is delivered.</summary>
    public List<ItemStream> Streams { get; } = [];
}

/// <summary>What became of a part, or of one item of a streamed list.</summary>
/// <param name="Value">An object, or an item of any kind.</param>
/// <param name="Errors">The errors within it, in the order of the response.</param>
/// <param name="Failure">The error that left nothing of it; null when there is a value.</param>
/// <param name="Work">What it leaves for later.</param>
sealed record PartResult(object? Value, IReadOnlyList<GraphQLError> Errors, GraphQLError? Failure, PartWork Work);
