namespace ComposeServer.GraphQL.Execution;

/// <summary>One answer of a subscription.</summary>
/// <param name="Json">A complete answer.</param>
/// <param name="Event">What its source told; null for an answer that says why there are no more.</param>
public readonly record struct SubscriptionAnswer(ReadOnlyMemory<byte> Json, object? Event);
