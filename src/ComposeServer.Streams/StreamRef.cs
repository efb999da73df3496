using ComposeServer.Ipld;

namespace ComposeServer.Streams;

/// <summary>What a request may name: a stream, or a stream as it was after one of its events.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Commit">The event, when one is named.</param>
public readonly record struct StreamRef(StreamId Stream, Cid? Commit)
{
    /// <summary>Reads a text that is nothing but a StreamID or a CommitID.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out StreamRef found, out string error) =>
        StreamRefText.TryParse(text, anchored: true, "StreamRef", out found, out error);

    /// <summary>Takes the first StreamID or CommitID in a text, whatever stands around it, as <c>StreamRef.from</c> does.</summary>
    /// <param name="text">Text from a request.</param>
    /// <param name="found">What it names.</param>
    /// <param name="error">The JS node's words when it names nothing.</param>
    public static bool TryFind(ReadOnlySpan<char> text, out StreamRef found, out string error) =>
        StreamRefText.TryParse(text, anchored: false, "StreamRef", out found, out error);

    /// <summary>The text of the StreamID or CommitID.</summary>
    public override string ToString() => Commit is { } commit ? Stream.At(commit).ToString() : Stream.ToString();

    internal bool TryGetStream(ReadOnlySpan<char> text, out StreamId id, out string error)
    {
        id = Stream;
        error = Commit is null ? "" : $"Invalid StreamID string {StreamRefText.Shortened(text)}: contains commit";
        return Commit is null;
    }

    internal bool TryGetCommit(ReadOnlySpan<char> text, out CommitId id, out string error)
    {
        id = Commit is { } commit ? Stream.At(commit) : default;
        error = Commit is null
            ? $"Error while parsing CommitID from string {StreamRefText.Shortened(text)}: no commit information provided"
            : "";
        return Commit is not null;
    }
}
