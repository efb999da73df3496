using ComposeServer.Log.Families;

namespace ComposeServer.Streams;

/// <summary>State of a stream after its tip. Immutable.</summary>
public abstract record StreamState : LogState
{
    /// <summary>The stream; <see cref="LogState.Name"/> holds the same in bytes.</summary>
    public required StreamId Id { get; init; }

    /// <summary>The content; null for a deterministic document that nobody has written to.</summary>
    public required JsonBytes Content { get; init; }

    /// <summary>The evidence of the last time event; null while there is none.</summary>
    public AnchorProof? Proof { get; init; }

    /// <summary>
    /// False for a deterministic document of which there is only the unsigned init event. Anyone can make that event for anyone, so
    /// such a document gets no index row, no count and no anchor (design.md 7).
    /// </summary>
    public abstract override bool HasSignedEvent { get; }
}
