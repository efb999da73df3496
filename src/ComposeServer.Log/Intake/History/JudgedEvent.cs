using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Intake.History;

/// <summary>An event of history after its signature was looked at: on its way to a group, or answered already.</summary>
/// <param name="Raw">The event; null when its bytes are none.</param>
/// <param name="Pending">To be committed.</param>
/// <param name="Outcome">Set when there is nothing to commit.</param>
sealed record JudgedEvent(RawEvent? Raw, PendingEvent? Pending, Outcome? Outcome);
