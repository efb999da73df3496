using ComposeServer.Log;
using ComposeServer.Streams.Staging;
using ComposeServer.Streams.State;

namespace ComposeServer.Streams.Tile;

/// <summary>Bytes of a tile's state in the log table.</summary>
/// <remarks>01 ‖ <see cref="StateHead"/> ‖ CID of the last event that is no time event ‖ <see cref="StagedStateBytes"/>.</remarks>
static class TileStateCodec
{
    const byte Version = 1;

    public static byte[] Encode(TileState state)
    {
        var writer = new StateWriter();
        StateHead.Write(writer.Byte(Version), state);
        StagedStateBytes.Write(writer.Bytes(state.Written.Bytes), state);
        return writer.ToArray();
    }

    public static TileState Decode(LogName name, ReadOnlyMemory<byte> bytes)
    {
        Invariant.Holds(StreamId.TryRead(name, out var id));
        var reader = new StateReader(bytes);
        Invariant.Holds(reader.Byte() == Version);
        var head = StateHead.Read(ref reader);
        var written = reader.Cid();
        var staged = StagedStateBytes.Read(ref reader);
        Invariant.Holds(reader.IsAtEnd);
        return new()
        {
            Id = id,
            Name = name,
            Tip = head.Tip,
            Height = head.Height,
            Controller = head.Controller,
            Proof = head.Proof,
            Written = written,
            IsInitSigned = staged.IsInitSigned,
            HasDataEvent = staged.HasDataEvent,
            Metadata = staged.Metadata,
            Content = staged.Content,
            Next = staged.Next,
        };
    }
}
