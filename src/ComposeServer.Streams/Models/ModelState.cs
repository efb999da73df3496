using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;

namespace ComposeServer.Streams.Models;

/// <summary>State of a model stream.</summary>
/// <remarks>
/// What a model is to others is its first version: interfaces are held to it, relations and indices follow it, and documents that name no
/// other are judged by it. Later versions are for the documents that name them.
/// </remarks>
public sealed record ModelState : StreamState
{
    ModelDefinition? _definition;
    ModelDefinition? _newest;

    /// <summary>The first definition as DAG-CBOR, from which it is made when first asked for: most states are only read to know that the model exists.</summary>
    public required ReadOnlyMemory<byte> DefinitionBlock { get; init; }

    /// <summary>The last event that changed the definition, and what it led to; null while there is only the first version.</summary>
    public LaterVersion? Later { get; init; }

    /// <summary>The definition of the first version.</summary>
    /// <exception cref="InvariantBroken">The stored bytes are none.</exception>
    public ModelDefinition Definition
    {
        get => _definition ??= ReadDefinition(DefinitionBlock);
        internal init => _definition = value;
    }

    /// <summary>The definition of the newest version, which <see cref="StreamState.Content"/> is too.</summary>
    /// <exception cref="InvariantBroken">The stored bytes are none.</exception>
    public ModelDefinition Newest =>
        Later is { } later ? _newest ??= ReadDefinition(later.DefinitionBlock) : Definition;

    /// <summary>True when the newest version is that of an event: the tip, or the event that made it.</summary>
    internal bool IsAt(Cid commit) => commit == Tip || commit == (Later?.Commit ?? Id.Init);

    /// <inheritdoc/>
    public override bool HasSignedEvent => true;

    /// <summary>Same stream, tip and definitions.</summary>
    public bool Equals(ModelState? other) =>
        base.Equals(other)
        && DefinitionBlock.Span.SequenceEqual(other.DefinitionBlock.Span)
        && Later?.Commit == other.Later?.Commit;

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    static ModelDefinition ReadDefinition(ReadOnlyMemory<byte> block)
    {
        Invariant.Holds(DagCborDecoder.ReadAsReference(block).TryGet<IpldMap>(out var value));
        Invariant.Holds(ModelDefinition.TryRead(value, out var definition, out _));
        return definition;
    }
}

/// <summary>A version of a model after the first.</summary>
/// <param name="Commit">The event that made it, by which documents name it.</param>
/// <param name="DefinitionBlock">Its definition as DAG-CBOR.</param>
public sealed record LaterVersion(Cid Commit, ReadOnlyMemory<byte> DefinitionBlock);
