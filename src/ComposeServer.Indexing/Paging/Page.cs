using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Indexing.Paging;

/// <summary>Documents in order, and whether there are more.</summary>
public sealed record Page(IReadOnlyList<PageItem> Items, bool HasNext, bool HasPrevious)
{
    /// <summary>No documents.</summary>
    public static Page Empty { get; } = new([], false, false);
}

/// <summary>One document of a page.</summary>
/// <param name="Head">The document's log with its exact state.</param>
/// <param name="Cursor">Its place in the order of the page.</param>
public sealed record PageItem(StoredHead Head, Cursor Cursor);
