using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;

namespace ComposeServer.Streams.Models;

/// <summary>State of a model stream. Its definition never changes; only time events follow the init event.</summary>
public sealed record ModelState : StreamState
{
    ModelDefinition? _definition;

    /// <summary>The definition as DAG-CBOR, from which it is made when first asked for: most states are only read to know that the model exists.</summary>
    public required ReadOnlyMemory<byte> DefinitionBlock { get; init; }

    /// <summary>The definition.</summary>
    /// <exception cref="InvariantBroken">The stored bytes are none.</exception>
    public ModelDefinition Definition
    {
        get => _definition ??= ReadDefinition();
        internal init => _definition = value;
    }

    /// <inheritdoc/>
    public override bool HasSignedEvent => true;

    /// <summary>Same stream, tip and definition.</summary>
    public bool Equals(ModelState? other) =>
        base.Equals(other) && DefinitionBlock.Span.SequenceEqual(other.DefinitionBlock.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    ModelDefinition ReadDefinition()
    {
        Invariant.Holds(DagCborDecoder.ReadAsReference(DefinitionBlock).TryGet<IpldMap>(out var value));
        Invariant.Holds(ModelDefinition.TryRead(value, out var definition, out _));
        return definition;
    }
}
