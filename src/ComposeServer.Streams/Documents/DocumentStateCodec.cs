using ComposeServer.Log;
using ComposeServer.Streams.State;

namespace ComposeServer.Streams.Documents;

/// <summary>Bytes of a document's state in the log table.</summary>
/// <remarks>
/// 01 ‖ <see cref="StateHead"/> ‖ model ‖ marks ‖ unique? ‖ context? ‖ content ‖ version of the model?. Marks: 1 init signed, 2 data event, 4 says whether to index, 8 index,
/// 16 names a version, which stands at the end then.
/// </remarks>
static class DocumentStateCodec
{
    const byte Version = 1;
    const int InitSigned = 1;
    const int DataEvent = 2;
    const int SaysIndex = 4;
    const int Index = 8;
    const int NamesVersion = 16;

    public static byte[] Encode(DocumentState state)
    {
        var writer = new StateWriter();
        StateHead.Write(writer.Byte(Version), state);
        writer.Bytes(state.Model.Memory.Span).Byte(Marks(state));
        writer.Optional(state.Unique, (target, unique) => target.Bytes(unique.Memory.Span));
        writer.Optional(state.Context, (target, context) => target.Bytes(context.ToBytes()));
        writer.Bytes(state.Content.Span);
        if (state.ModelVersion is { } version)
            writer.Bytes(version.Bytes);
        return writer.ToArray();
    }

    public static DocumentState Decode(LogName name, ReadOnlyMemory<byte> bytes)
    {
        Invariant.Holds(StreamId.TryRead(name, out var id));
        var reader = new StateReader(bytes);
        Invariant.Holds(reader.Byte() == Version);
        var head = StateHead.Read(ref reader);
        var model = new LogName(reader.Bytes());
        Invariant.Holds(StreamId.TryRead(model, out var modelId));
        int marks = reader.Byte();
        var state = new DocumentState
        {
            Id = id,
            Name = name,
            Tip = head.Tip,
            Height = head.Height,
            Controller = head.Controller,
            Proof = head.Proof,
            Model = model,
            ModelId = modelId,
            IsInitSigned = (marks & InitSigned) != 0,
            HasDataEvent = (marks & DataEvent) != 0,
            ShouldIndex = (marks & SaysIndex) != 0 ? (marks & Index) != 0 : null,
            Unique = reader.IsPresent() ? new DocumentUnique(reader.Bytes()) : null,
            Context = reader.IsPresent() ? reader.StreamId() : null,
            Content = JsonBytes.Trusted(reader.Bytes()),
            ModelVersion = (marks & NamesVersion) != 0 ? reader.Cid() : null,
        };
        Invariant.Holds(reader.IsAtEnd);
        return state;
    }

    static byte Marks(DocumentState state) =>
        (byte)(
            (state.IsInitSigned ? InitSigned : 0)
            | (state.HasDataEvent ? DataEvent : 0)
            | (state.ShouldIndex is null ? 0 : SaysIndex)
            | (state.ShouldIndex is true ? Index : 0)
            | (state.ModelVersion is null ? 0 : NamesVersion)
        );
}
