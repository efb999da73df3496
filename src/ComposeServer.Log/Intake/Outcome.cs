using ComposeServer.Ipld;
using ComposeServer.Log.Families;

namespace ComposeServer.Log.Intake;

/// <summary>What became of an event that arrived from outside.</summary>
public abstract record Outcome
{
    Outcome() { }

    /// <summary>Stored, and durable when the caller sees this.</summary>
    /// <param name="Position">Its place in the log of all events; of an unclaimed init event, the place of the last event before it.</param>
    /// <param name="State">The log's state now. On a losing branch that is not the state after the event.</param>
    /// <param name="ExpiresAtSeconds">End of the capability that it was signed under, in seconds of Unix time.</param>
    public sealed record Taken(long Position, LogState State, long? ExpiresAtSeconds) : Outcome
    {
        /// <summary>Whether a request to anchor it was stored with it.</summary>
        public bool IsAnchorAsked { get; init; }
    }

    /// <summary>It was here already; nothing changed.</summary>
    /// <param name="State">The log's state now.</param>
    public sealed record AlreadyKnown(LogState State) : Outcome;

    /// <summary>It builds on events that are not here, and was not stored.</summary>
    /// <param name="Cids">What it builds on.</param>
    /// <param name="Reason">What a caller is told who cannot wait for them.</param>
    public sealed record Missing(IReadOnlyList<Cid> Cids, Refusal Reason) : Outcome
    {
        /// <summary>The init event of the stream is not here.</summary>
        internal static Missing Stream(Cid init) =>
            new(
                [init],
                new(RefusalCode.UnknownStream, $"The stream that begins with {init} is not known to this node")
            );
    }

    /// <summary>It builds on events that are not here. It is kept apart, durably, and taken when they come.</summary>
    /// <param name="Cids">What it waits for.</param>
    public sealed record Parked(IReadOnlyList<Cid> Cids) : Outcome;

    /// <summary>It was not stored.</summary>
    public sealed record Refused(Refusal Reason) : Outcome;
}
