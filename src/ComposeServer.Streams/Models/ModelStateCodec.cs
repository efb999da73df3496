using ComposeServer.Log;
using ComposeServer.Streams.State;

namespace ComposeServer.Streams.Models;

/// <summary>Bytes of a model's state in the log table.</summary>
/// <remarks>
/// 01 ‖ <see cref="StateHead"/> ‖ first definition as DAG-CBOR ‖ content as JSON. Of a model that was changed: 02 in front, and at the end the
/// CID of the last event that changed it ‖ its definition as DAG-CBOR.
/// </remarks>
static class ModelStateCodec
{
    const byte Version = 1;
    const byte ChangedVersion = 2;

    public static byte[] Encode(ModelState state)
    {
        var writer = new StateWriter();
        StateHead.Write(writer.Byte(state.Later is null ? Version : ChangedVersion), state);
        writer.Bytes(state.DefinitionBlock.Span).Bytes(state.Content.Span);
        if (state.Later is { } later)
            writer.Bytes(later.Commit.Bytes).Bytes(later.DefinitionBlock.Span);
        return writer.ToArray();
    }

    public static ModelState Decode(LogName name, ReadOnlyMemory<byte> bytes)
    {
        Invariant.Holds(StreamId.TryRead(name, out var id));
        var reader = new StateReader(bytes);
        var version = reader.Byte();
        Invariant.Holds(version is Version or ChangedVersion);
        var head = StateHead.Read(ref reader);
        var state = new ModelState
        {
            Id = id,
            Name = name,
            Tip = head.Tip,
            Height = head.Height,
            Controller = head.Controller,
            Proof = head.Proof,
            Model = StreamId.Metamodel.Name,
            DefinitionBlock = reader.Bytes(),
            Content = JsonBytes.Trusted(reader.Bytes()),
            Later = version == ChangedVersion ? new(reader.Cid(), reader.Bytes()) : null,
        };
        Invariant.Holds(reader.IsAtEnd);
        return state;
    }
}
