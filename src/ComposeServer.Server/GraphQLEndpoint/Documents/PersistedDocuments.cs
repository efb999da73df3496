using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using Microsoft.Extensions.Caching.Memory;

namespace ComposeServer.Server.GraphQLEndpoint.Documents;

/// <summary>Gives requests that name a document its text.</summary>
/// <remarks>
/// Two ways: <c>documentId</c> beside or in place of <c>query</c> (GraphQL over HTTP, appendix on persisted documents) for what the operator
/// trusts; and the automatic protocol of Apollo, <c>extensions.persistedQuery {version: 1, sha256Hash}</c>, by which callers register texts
/// themselves. Those live in memory, bounded, and are asked for again when they are gone.
/// </remarks>
sealed class PersistedDocuments : IDisposable
{
    /// <summary>Memory for documents that callers registered.</summary>
    public const long BytesMax = 8 * 1024 * 1024;

    /// <summary>What an entry weighs beside its text.</summary>
    const int BytesPerEntry = 512;

    readonly TrustedDocumentSet _trusted;
    readonly bool _trustedOnly;
    readonly MemoryCache? _registered;

    /// <param name="trusted">What the operator trusts.</param>
    /// <param name="trustedOnly">Refuses everything else.</param>
    /// <param name="automatic">Lets callers register documents.</param>
    public PersistedDocuments(TrustedDocumentSet trusted, bool trustedOnly, bool automatic)
    {
        _trusted = trusted;
        _trustedOnly = trustedOnly;
        _registered =
            automatic && !trustedOnly
                ? new(new MemoryCacheOptions { SizeLimit = BytesMax, TrackStatistics = true })
                : null;
    }

    /// <summary>For the gauge: bytes of what callers registered.</summary>
    public long SizeBytes => _registered?.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>The request with its text.</summary>
    /// <param name="request">As it came.</param>
    /// <param name="error">Why there is none.</param>
    public GraphQLRequest? Resolve(GraphQLRequest request, out GraphQLError? error)
    {
        error = null;
        if (!DocumentHash.TryRead(request, out var hash))
            error = new(
                "extensions.persistedQuery must be { version: 1, sha256Hash: 64 lower-case hexadecimal digits }",
                ErrorCodes.BadUserInput
            );
        else if (hash is not null && request.DocumentId is { } other && other != hash)
            error = new("documentId and extensions.persistedQuery name different documents", ErrorCodes.BadUserInput);
        if (error is not null)
            return null;
        var id = request.DocumentId ?? hash;
        if (id is not null && _trusted.Current.TryGet(id, out var trusted))
            return WithText(request, trusted, out error);
        if (_trustedOnly)
            return Trusted(request, out error);
        if (hash is not null)
            return Automatic(request, hash, out error);
        if (id is null)
            return request;
        error = new($"There is no document '{id}'", ErrorCodes.PersistedQueryNotFound);
        return null;
    }

    public void Dispose() => _registered?.Dispose();

    static GraphQLRequest? WithText(GraphQLRequest request, ReadOnlyMemory<byte> text, out GraphQLError? error)
    {
        error =
            request.Query.IsEmpty || request.Query.Span.SequenceEqual(text.Span)
                ? null
                : new("The query is not the document that the request names", ErrorCodes.BadUserInput);
        return error is null ? request with { Query = text } : null;
    }

    /// <summary>The text of a trusted document is as good as its name.</summary>
    GraphQLRequest? Trusted(GraphQLRequest request, out GraphQLError? error)
    {
        error =
            !request.Query.IsEmpty && _trusted.Current.TryGet(DocumentHash.Of(request.Query.Span), out _)
                ? null
                : new("Only documents that the operator trusts are executed here", ErrorCodes.PersistedOnly);
        return error is null ? request : null;
    }

    GraphQLRequest? Automatic(GraphQLRequest request, string hash, out GraphQLError? error)
    {
        error = null;
        if (_registered is null)
        {
            // Apollo's clients look for this message and send the text from then on.
            error = new("PersistedQueryNotSupported", ErrorCodes.PersistedQueryNotSupported);
            return null;
        }

        if (request.Query.IsEmpty)
        {
            if (_registered.TryGetValue(hash, out ReadOnlyMemory<byte> text))
                return request with { Query = text };
            // And for this one, and send the text once.
            error = new("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound);
            return null;
        }

        if (DocumentHash.Of(request.Query.Span) != hash)
        {
            error = new("provided sha does not match query", ErrorCodes.BadUserInput);
            return null;
        }

        using var entry = _registered.CreateEntry(hash);
        entry.Value = request.Query;
        entry.Size = request.Query.Length + BytesPerEntry;
        return request;
    }
}
