using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Audit;

/// <summary>A log as it is stored, none of it believed.</summary>
/// <param name="Head">Its head; it has a family.</param>
/// <param name="Tip">The tip that the head names beside its position.</param>
/// <param name="Model">The log that the head names as its model; empty when it names none.</param>
/// <param name="Controller">The controller that the head names.</param>
/// <param name="Events">All its events, in order of position.</param>
public sealed record AuditedLog(
    StoredHead Head,
    Cid? Tip,
    LogName Model,
    Did? Controller,
    IReadOnlyList<AuditedEvent> Events
);

/// <summary>An event as it is stored.</summary>
/// <param name="Stored">The event.</param>
/// <param name="Author">On whose behalf it says it was signed.</param>
/// <param name="Snapshot">The state that is kept beside it; null when there is none.</param>
public sealed record AuditedEvent(StoredEvent Stored, string? Author, ReadOnlyMemory<byte>? Snapshot);

/// <summary>What the events of a log lead to.</summary>
/// <param name="State">The state after its tip.</param>
/// <param name="Tip">The tip.</param>
public sealed record AuditedState(Families.LogState State, StoredEntry Tip);
