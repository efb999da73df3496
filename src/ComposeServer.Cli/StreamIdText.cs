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

    /// <summary>A stream of one type.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.InvalidStreamId"/>.</exception>
    public static StreamId Read(string text, StreamType type)
    {
        var id = Read(text);
        return id.Type == type
            ? id
            : throw CliException.BadValue(CliErrorCode.InvalidStreamId, $"{id} is not a {Noun(type)}");
    }

    /// <summary>What people call a stream of that type.</summary>
    public static string Noun(StreamType type) =>
        type switch
        {
            StreamType.Model => "model",
            StreamType.Document => "document",
            _ => "stream",
        };
}
