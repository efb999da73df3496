namespace ComposeServer.Streams.Documents;

/// <summary>A field that holds the StreamID of a document.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Target">Model or interface that the document must have; null for any.</param>
public sealed record DocumentRelation(string Field, StreamId? Target);
