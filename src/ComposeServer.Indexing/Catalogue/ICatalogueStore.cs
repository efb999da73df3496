using ComposeServer.Streams;

namespace ComposeServer.Indexing.Catalogue;

/// <summary>Where the catalogue and the index tables are kept.</summary>
public interface ICatalogueStore
{
    /// <summary>Reads the catalogue.</summary>
    ValueTask<IndexCatalogue> LoadAsync(CancellationToken cancel);

    /// <summary>
    /// Makes or widens the tables of some models: declares, creates, fills from the log and sets live, each step in its own transaction and
    /// resumable. Asking again for what is there changes nothing.
    /// </summary>
    /// <exception cref="IndexingException">A model is unknown, an interface, or an index names a field that cannot be indexed.</exception>
    Task DeclareAsync(IReadOnlyList<IndexRequest> requests, CancellationToken cancel);

    /// <summary>Carries on with what a server left unfinished when it ended.</summary>
    /// <returns>True when there was something.</returns>
    Task<bool> ResumeAsync(CancellationToken cancel);

    /// <summary>Stops indexing some models; their tables stay.</summary>
    Task StopAsync(IReadOnlyList<StreamId> models, CancellationToken cancel);
}

/// <summary>A model to index.</summary>
/// <param name="Model">The model stream.</param>
/// <param name="Indices">Indices over fields, each an ordered list of top-level field names.</param>
public sealed record IndexRequest(StreamId Model, IReadOnlyList<IReadOnlyList<string>> Indices);

/// <summary>A request to index that cannot be carried out.</summary>
/// <param name="code">Stable word.</param>
/// <param name="message">For people, naming the model and the field.</param>
public sealed class IndexingException(string code, string message) : Exception(message)
{
    /// <summary>Stable word.</summary>
    public string Code { get; } = code;
}
