namespace ComposeServer.Indexing.Paging;

/// <summary>Reads the index. Each method is one statement, whatever the number of parents.</summary>
public interface IDocumentIndex
{
    /// <summary>One page for each parent, in the same order.</summary>
    /// <exception cref="CursorException">The cursor belongs to another order or database, or its document is gone.</exception>
    Task<IReadOnlyList<Page>> PagesAsync(
        DocumentSet set,
        PageWindow window,
        IReadOnlyList<PageParent> parents,
        CancellationToken cancel
    );

    /// <summary>The number of documents for each parent, in the same order.</summary>
    Task<IReadOnlyList<long>> CountsAsync(DocumentSet set, IReadOnlyList<PageParent> parents, CancellationToken cancel);
}

/// <summary>A cursor that cannot be used for this query.</summary>
public sealed class CursorException(string message) : Exception(message);
