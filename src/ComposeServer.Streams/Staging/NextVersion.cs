namespace ComposeServer.Streams.Staging;

/// <summary>What a stream becomes with its next time event (ceramic.md 4.1, member <c>next</c>).</summary>
/// <param name="Content">The content to come.</param>
/// <param name="Metadata">The metadata to come; null leaves them as they are, as in a link that nobody has written to.</param>
public sealed record NextVersion(JsonBytes Content, JsonBytes? Metadata);
