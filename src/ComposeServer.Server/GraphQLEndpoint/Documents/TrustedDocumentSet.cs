using System.Text;
using ComposeServer.Query.Deployments;

namespace ComposeServer.Server.GraphQLEndpoint.Documents;

/// <summary>The documents that are trusted now: those of files, which do not change while the server runs, and those of the database, which do.</summary>
sealed class TrustedDocumentSet
{
    readonly TrustedDocuments _files;
    readonly ITrustedDocumentStore _store;
    TrustedDocuments _all;
    TrustedDocumentStamp _stamp;

    /// <param name="files">Of the operator's folder or list.</param>
    /// <param name="store">Of the database.</param>
    public TrustedDocumentSet(TrustedDocuments files, ITrustedDocumentStore store)
    {
        (_files, _store) = (files, store);
        _all = files;
    }

    /// <summary>What is trusted now.</summary>
    public TrustedDocuments Current => Volatile.Read(ref _all);

    /// <summary>Does what was done since, here or by other servers.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        var stamp = await _store.StampAsync(cancel);
        if (stamp == _stamp)
            return;
        var stored = await _store.LoadAsync(cancel);
        Volatile.Write(
            ref _all,
            _files.With(stored.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value)))
        );
        _stamp = stamp;
    }

    /// <summary>Adds or replaces.</summary>
    public async Task TrustAsync(IReadOnlyDictionary<string, string> documents, CancellationToken cancel)
    {
        await _store.SaveAsync(documents, cancel);
        await FollowAsync(cancel);
    }

    /// <summary>Takes away; those of files stay.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> DistrustAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var removed = await _store.RemoveAsync(ids, cancel);
        await FollowAsync(cancel);
        return removed;
    }

    /// <summary>Those of the database: texts by id.</summary>
    public Task<IReadOnlyDictionary<string, string>> StoredAsync(CancellationToken cancel) => _store.LoadAsync(cancel);
}
