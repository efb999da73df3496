using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Materialise;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>Everything that one group writes.</summary>
/// <param name="At">Time of the group.</param>
/// <param name="Events">New events, in order of position and without gaps.</param>
/// <param name="Logs">New states, one for each log touched.</param>
/// <param name="Rows">Index rows, at most one for each log.</param>
/// <param name="Receipt">The link that this group adds to the chain of receipts.</param>
public sealed record GroupWrites(
    DateTimeOffset At,
    IReadOnlyList<EventWrite> Events,
    IReadOnlyCollection<LogWrite> Logs,
    IReadOnlyCollection<MaterialisedRow> Rows,
    Receipt Receipt
);

/// <summary>An event to store.</summary>
/// <param name="Position">Its place among all events.</param>
/// <param name="Raw">Its bytes.</param>
/// <param name="Log">The log that it belongs to.</param>
/// <param name="Author">The controller on whose behalf it was signed.</param>
/// <param name="ExpiresAtSeconds">When the capability that it was signed under ends, in seconds of Unix time.</param>
public sealed record EventWrite(long Position, RawEvent Raw, LogName Log, Did Author, long? ExpiresAtSeconds);

/// <summary>A log's new head, written only where the stored tip is still the expected one.</summary>
/// <param name="ExpectedTipPosition">0 for a log that has no event yet.</param>
public sealed record LogWrite(
    LogName Name,
    string Family,
    LogName Model,
    Did Controller,
    Cid Tip,
    long TipPosition,
    long ExpectedTipPosition,
    ReadOnlyMemory<byte> State
);
