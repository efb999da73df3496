using ComposeServer.Streams.Staging;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>
/// State of an account link; its content is the linked DID as a text, null before the first and empty after it was cleared.
/// <see cref="Log.Families.LogState.Controller"/> is the account as a did:pkh; the metadata keep the controller as it was written.
/// </summary>
public sealed record Caip10LinkState : StagedState
{
    /// <summary>The account that is linked.</summary>
    public required LinkAccount Account { get; init; }

    /// <summary>Unix time of the time event that is the tip; null when the tip is another.</summary>
    public long? AnchoredAtSeconds { get; init; }
}
