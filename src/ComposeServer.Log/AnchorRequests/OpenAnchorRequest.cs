using ComposeServer.Ipld;

namespace ComposeServer.Log.AnchorRequests;

/// <summary>A request that a run has taken.</summary>
/// <param name="Log">The log.</param>
/// <param name="Tip">The event that was its tip when somebody asked.</param>
/// <param name="AskedAt">When that was.</param>
/// <param name="Tries">How often it has failed.</param>
/// <param name="IsTip">Whether the event is the tip still.</param>
public sealed record OpenAnchorRequest(LogName Log, Cid Tip, DateTimeOffset AskedAt, int Tries, bool IsTip);

/// <summary>What became of a request in a run.</summary>
/// <param name="Request">The request.</param>
/// <param name="Stage">
/// Null when there is nothing left to do, since the event is anchored or no longer the tip; else whether it is tried once more.
/// </param>
/// <param name="Message">Why it failed; null when it did not.</param>
public sealed record SettledAnchorRequest(OpenAnchorRequest Request, AnchorRequestStage? Stage, string? Message);
