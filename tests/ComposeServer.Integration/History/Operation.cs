namespace ComposeServer.Integration.History;

/// <summary>What one client asked of one document, and what it was told.</summary>
/// <param name="Client">Who asked; a client asks one thing after the other.</param>
/// <param name="Stream">The document.</param>
/// <param name="Began">Before the request was sent, by a clock that all clients share.</param>
/// <param name="Ended">After the answer was read.</param>
/// <param name="End">What it was told.</param>
/// <param name="Expected">A change: the version that it asked to change. Null for a read.</param>
/// <param name="Version">The version that was read or made; null where no answer says one.</param>
sealed record Operation(
    int Client,
    string Stream,
    long Began,
    long Ended,
    OperationEnd End,
    string? Expected,
    string? Version
)
{
    /// <summary>Whether it was to change the document.</summary>
    public bool IsChange => Expected is not null;
}

/// <summary>How an operation ended for its client.</summary>
enum OperationEnd
{
    /// <summary>With an answer.</summary>
    Done,

    /// <summary>The document had moved on.</summary>
    Conflict,

    /// <summary>Without an answer, or with one that says that nobody knows.</summary>
    Unknown,
}
