using ComposeServer.Log;
using ComposeServer.Streams.State;

namespace ComposeServer.Streams.Models;

/// <summary>Bytes of a model's state in the log table.</summary>
/// <remarks>01 ‖ <see cref="StateHead"/> ‖ definition as DAG-CBOR ‖ content as JSON.</remarks>
static class ModelStateCodec
{
    const byte Version = 1;

    public static byte[] Encode(ModelState state)
    {
        var writer = new StateWriter();
        StateHead.Write(writer.Byte(Version), state);
        return writer.Bytes(state.DefinitionBlock.Span).Bytes(state.Content.Span).ToArray();
    }

    public static ModelState Decode(LogName name, ReadOnlyMemory<byte> bytes)
    {
        Invariant.Holds(StreamId.TryRead(name, out var id));
        var reader = new StateReader(bytes);
        Invariant.Holds(reader.Byte() == Version);
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
        };
        Invariant.Holds(reader.IsAtEnd);
        return state;
    }
}
