using ComposeServer.Ipld;

namespace ComposeServer.Streams.Documents;

/// <summary>State of a document.</summary>
public sealed record DocumentState : StreamState
{
    /// <summary>Its model; <see cref="Log.Families.LogState.Model"/> holds the same in bytes.</summary>
    public required StreamId ModelId { get; init; }

    /// <summary>What tells it from others; null for SINGLE documents.</summary>
    public DocumentUnique? Unique { get; init; }

    /// <summary>The application context that it was made in.</summary>
    public StreamId? Context { get; init; }

    /// <summary>Whether its controller wants it found; null while nobody said, which means yes.</summary>
    public bool? ShouldIndex { get; init; }

    /// <summary>The version of its model that its last header with one names: an event of the model's stream. Null while none does.</summary>
    public Cid? ModelVersion { get; init; }

    /// <summary>True when the init event is signed.</summary>
    public bool IsInitSigned { get; init; }

    /// <summary>True when a data event follows the init event.</summary>
    public bool HasDataEvent { get; init; }

    /// <inheritdoc/>
    public override bool HasSignedEvent => IsInitSigned || HasDataEvent;
}
