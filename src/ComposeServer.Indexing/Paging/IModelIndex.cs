using ComposeServer.Identity.Dids;

namespace ComposeServer.Indexing.Paging;

/// <summary>Reads which models are here, in the order in which they were first named. Models need no index of their own.</summary>
public interface IModelIndex
{
    /// <summary>A page of models.</summary>
    /// <param name="account">Only models of this controller; null for all.</param>
    /// <param name="window">Which stretch; models have no fields to sort by.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CursorException">The cursor belongs to documents, or to another database.</exception>
    Task<Page> PageAsync(Did? account, PageWindow window, CancellationToken cancel);

    /// <summary>The number of models.</summary>
    Task<long> CountAsync(Did? account, CancellationToken cancel);
}
