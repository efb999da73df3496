using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Streams;

namespace ComposeServer.Server.CeramicApi;

/// <summary>Starts and stops indexing, and has this server use the new catalogue at once.</summary>
sealed class ModelIndexing(ICatalogueStore store, DocumentMaterialiser materialiser)
{
    /// <returns>Null when all models are indexed.</returns>
    public async Task<ApiAnswer.Failure?> StartAsync(IReadOnlyList<IndexRequest> requests, CancellationToken cancel)
    {
        try
        {
            // A caller who goes away does not leave a table half filled: the work is finished all the same.
            await store.DeclareAsync(requests, CancellationToken.None).WaitAsync(cancel);
            await materialiser.ReloadAsync(cancel);
            return null;
        }
        catch (IndexingException error)
        {
            return new(error.Message, error.Code);
        }
    }

    /// <summary>Finishes what an earlier server left half done.</summary>
    /// <returns>True when there was something.</returns>
    public async Task<bool> ResumeAsync(CancellationToken cancel)
    {
        if (!await store.ResumeAsync(cancel))
            return false;
        await materialiser.ReloadAsync(cancel);
        return true;
    }

    public async Task StopAsync(IReadOnlyList<StreamId> models, CancellationToken cancel)
    {
        await store.StopAsync(models, cancel);
        await materialiser.ReloadAsync(cancel);
    }
}
