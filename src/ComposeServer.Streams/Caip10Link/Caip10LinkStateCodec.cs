using System.Globalization;
using ComposeServer.Log;
using ComposeServer.Streams.Staging;
using ComposeServer.Streams.State;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>Bytes of a link's state in the log table.</summary>
/// <remarks>01 ‖ <see cref="StateHead"/> ‖ account ‖ seconds of the time event at the tip, as decimal text? ‖ <see cref="StagedStateBytes"/>.</remarks>
static class Caip10LinkStateCodec
{
    const byte Version = 1;

    public static byte[] Encode(Caip10LinkState state)
    {
        var writer = new StateWriter();
        StateHead.Write(writer.Byte(Version), state);
        writer.Text(state.Account.Text);
        writer.OptionalText(state.AnchoredAtSeconds?.ToString(CultureInfo.InvariantCulture));
        StagedStateBytes.Write(writer, state);
        return writer.ToArray();
    }

    public static Caip10LinkState Decode(LogName name, ReadOnlyMemory<byte> bytes)
    {
        Invariant.Holds(StreamId.TryRead(name, out var id));
        var reader = new StateReader(bytes);
        Invariant.Holds(reader.Byte() == Version);
        var head = StateHead.Read(ref reader);
        Invariant.Holds(LinkAccount.TryParse(reader.Text(), out var account));
        var anchored = reader.OptionalText();
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
            Account = account,
            AnchoredAtSeconds = anchored is null ? null : long.Parse(anchored, CultureInfo.InvariantCulture),
            IsInitSigned = staged.IsInitSigned,
            HasDataEvent = staged.HasDataEvent,
            Metadata = staged.Metadata,
            Content = staged.Content,
            Next = staged.Next,
        };
    }
}
