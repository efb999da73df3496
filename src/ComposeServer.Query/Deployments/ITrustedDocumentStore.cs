namespace ComposeServer.Query.Deployments;

/// <summary>Where documents that the operator trusts are kept. Servers over one database share them.</summary>
public interface ITrustedDocumentStore
{
    /// <summary>All of them: texts by id.</summary>
    Task<IReadOnlyDictionary<string, string>> LoadAsync(CancellationToken cancel);

    /// <summary>Is another one whenever something was added, replaced or taken away.</summary>
    Task<TrustedDocumentStamp> StampAsync(CancellationToken cancel);

    /// <summary>Adds or replaces, all or none.</summary>
    Task SaveAsync(IReadOnlyDictionary<string, string> documents, CancellationToken cancel);

    /// <summary>Takes away.</summary>
    /// <returns>How many of them there were.</returns>
    Task<int> RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancel);
}

/// <summary>Tells states of the store apart.</summary>
/// <param name="Count">Documents.</param>
/// <param name="Last">Number of the last change to those that are there.</param>
public readonly record struct TrustedDocumentStamp(long Count, long Last);
