using ComposeServer.Streams;

namespace ComposeServer.Cli;

/// <summary>StreamIDs on the command line: the whole word must be one.</summary>
static class StreamIdText
{
    /// <exception cref="CliException"><see cref="CliErrorCode.InvalidStreamId"/>.</exception>
    public static StreamId Read(string text) =>
        StreamId.TryParse(text, out var id, out var error)
            ? id
            : throw CliException.BadValue(CliErrorCode.InvalidStreamId, error);
}
