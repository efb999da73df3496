using ComposeServer.Indexing.Paging;

namespace ComposeServer.Server.CeramicApi;

/// <summary>Answers collection requests: documents from their index, models from the log.</summary>
sealed class CollectionIndex(IDocumentIndex documents, IModelIndex models)
{
    /// <exception cref="CursorException">The cursor belongs to another set.</exception>
    public async Task<Page> PageAsync(CollectionRequest request, CancellationToken cancel) =>
        request.IsOfModels
            ? await models.PageAsync(request.Parent.Controller, request.Window!, cancel)
            : (await documents.PagesAsync(request.Set, request.Window!, [request.Parent], cancel))[0];

    public async Task<long> CountAsync(CollectionRequest request, CancellationToken cancel) =>
        request.IsOfModels
            ? await models.CountAsync(request.Parent.Controller, cancel)
            : (await documents.CountsAsync(request.Set, [request.Parent], cancel))[0];
}
