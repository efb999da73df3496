namespace ComposeServer.Log.Intake.Commit;

/// <summary>A log as the store keeps it.</summary>
/// <param name="Name">Name of the log.</param>
/// <param name="Family">Its family; null while only its name is known, because something points to it.</param>
/// <param name="TipPosition">Position of the tip; 0 while there is none.</param>
/// <param name="State">The state as its family encoded it; empty while there is none.</param>
public sealed record StoredHead(LogName Name, string? Family, long TipPosition, ReadOnlyMemory<byte> State)
{
    /// <summary>
    /// The init event, when it is all there is and anyone could have made it: kept for a while, apart from the log, without a position.
    /// It is moved into the log with the first event that builds on it.
    /// </summary>
    public EventBlocks? Unclaimed { get; init; }
}
