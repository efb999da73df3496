using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Streams.Staging;

/// <summary>State of a stream whose changes wait in <see cref="Next"/> until a time event proves when they were made: tiles and account links.</summary>
public abstract record StagedState : StreamState
{
    /// <summary>The proven metadata as one JSON object, member order as it came.</summary>
    public required JsonBytes Metadata { get; init; }

    /// <summary>The changes that wait; null when there are none.</summary>
    public NextVersion? Next { get; init; }

    /// <summary>True when the init event is signed.</summary>
    public bool IsInitSigned { get; init; }

    /// <summary>True when a data event follows the init event.</summary>
    public bool HasDataEvent { get; init; }

    /// <inheritdoc/>
    public override bool HasSignedEvent => IsInitSigned || HasDataEvent;

    /// <summary>What readers are shown and what the next change builds on: <c>next.content ?? content</c>, in which null counts as absent.</summary>
    public JsonBytes NewestContent => Next is { Content.IsNull: false } next ? next.Content : Content;

    /// <summary>The metadata that the next change builds on.</summary>
    public JsonBytes NewestMetadata => Next?.Metadata ?? Metadata;

    /// <summary>
    /// A time event makes what waits count. It does so whenever something waits: the JS node asks whether it is truthy, and so loses a
    /// link's clearing (ceramic.md 15.2, 6).
    /// </summary>
    internal static ApplyResult ApplyTime(StagedState before, RawEvent raw, IApplyView view) =>
        TimeRule.Apply(before, raw, view) switch
        {
            ApplyResult.Applied { State: StagedState { Next: { } next } after } => new ApplyResult.Applied(
                after with
                {
                    Content = next.Content,
                    Metadata = next.Metadata ?? after.Metadata,
                    Next = null,
                }
            ),
            var result => result,
        };
}
