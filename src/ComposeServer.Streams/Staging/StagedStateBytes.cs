using ComposeServer.Streams.State;

namespace ComposeServer.Streams.Staging;

/// <summary>The part of a stored state that all staged streams share.</summary>
/// <remarks>Marks (1 init signed, 2 data event) ‖ metadata ‖ content ‖ next content? ‖ next metadata?.</remarks>
readonly record struct StagedStateBytes(
    bool IsInitSigned,
    bool HasDataEvent,
    JsonBytes Metadata,
    JsonBytes Content,
    NextVersion? Next
)
{
    const int InitSigned = 1;
    const int DataEvent = 2;

    public static void Write(StateWriter writer, StagedState state)
    {
        writer.Byte((byte)((state.IsInitSigned ? InitSigned : 0) | (state.HasDataEvent ? DataEvent : 0)));
        writer.Bytes(state.Metadata.Span).Bytes(state.Content.Span);
        writer.Optional(state.Next?.Content, (target, content) => target.Bytes(content.Span));
        writer.Optional(state.Next?.Metadata, (target, metadata) => target.Bytes(metadata.Span));
    }

    public static StagedStateBytes Read(ref StateReader reader)
    {
        int marks = reader.Byte();
        var metadata = JsonBytes.Trusted(reader.Bytes());
        var content = JsonBytes.Trusted(reader.Bytes());
        JsonBytes? nextContent = reader.IsPresent() ? JsonBytes.Trusted(reader.Bytes()) : null;
        JsonBytes? nextMetadata = reader.IsPresent() ? JsonBytes.Trusted(reader.Bytes()) : null;
        return new(
            (marks & InitSigned) != 0,
            (marks & DataEvent) != 0,
            metadata,
            content,
            nextContent is { } next ? new(next, nextMetadata) : null
        );
    }
}
