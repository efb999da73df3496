using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Paging;
using ComposeServer.Streams;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>Nothing is indexed: what is read by its id needs no index.</summary>
sealed class EmptyCatalogue : ICatalogueStore
{
    public ValueTask<IndexCatalogue> LoadAsync(CancellationToken cancel) => new(new IndexCatalogue(1, []));

    public Task DeclareAsync(IReadOnlyList<IndexRequest> requests, CancellationToken cancel) => Task.CompletedTask;

    public Task<bool> ResumeAsync(CancellationToken cancel) => Task.FromResult(false);

    public Task StopAsync(IReadOnlyList<StreamId> models, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>An index without documents.</summary>
sealed class NoPages : IDocumentIndex
{
    public Task<IReadOnlyList<Page>> PagesAsync(
        DocumentSet set,
        PageWindow window,
        IReadOnlyList<PageParent> parents,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<Page>>([.. parents.Select(_ => Page.Empty)]);

    public Task<IReadOnlyList<long>> CountsAsync(
        DocumentSet set,
        IReadOnlyList<PageParent> parents,
        CancellationToken cancel
    ) => Task.FromResult<IReadOnlyList<long>>(new long[parents.Count]);
}
