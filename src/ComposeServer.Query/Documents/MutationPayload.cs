namespace ComposeServer.Query.Documents;

/// <summary>What a mutation answers.</summary>
sealed record MutationPayload(DocumentNode? Document, string? ClientMutationId);
