using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams.Events;

/// <summary>Name of an event by which events sort together that somebody asks for together: by model, controller and stream.</summary>
/// <remarks>
/// <code>
/// ce 01 ‖ 05 ‖ varint(network)
///  ‖ last 8 of sha256( "model" ‖ StreamID of the model )
///  ‖ last 8 of sha256( controller )
///  ‖ last 4 of the init event's CID
///  ‖ CID of the event
/// </code>
/// 61 bytes for usual CIDs on the main network. Source: CIP-124 as ceramic-one has it (ceramic.md 9.3).
/// </remarks>
/// <param name="Network">See <see cref="EventNetwork"/>.</param>
/// <param name="Separator">End of the hash of the model, big-endian.</param>
/// <param name="Controller">End of the hash of the controller, big-endian.</param>
/// <param name="Init">End of the init event's CID, big-endian.</param>
/// <param name="Event">The event.</param>
public readonly record struct EventId(ulong Network, ulong Separator, ulong Controller, uint Init, Cid Event)
{
    /// <summary>The member of an init event's header that separates events, and the only one that is known.</summary>
    public const string SeparatorKey = "model";

    /// <summary>The type of "stream" that these names claim to be of.</summary>
    const ulong Type = 5;

    const int HashSize = sizeof(ulong);
    const int InitSize = sizeof(uint);

    /// <summary>Names an event.</summary>
    /// <param name="network">See <see cref="EventNetwork"/>.</param>
    /// <param name="model">The model of its stream; of a model, the metamodel.</param>
    /// <param name="controller">Who controls the stream.</param>
    /// <param name="init">The stream's init event.</param>
    /// <param name="event">The event.</param>
    public static EventId Of(ulong network, LogName model, Did controller, Cid init, Cid @event) =>
        new(network, SeparatorOf(model), ControllerOf(controller), InitOf(init), @event);

    /// <summary>Reads the bytes of a name.</summary>
    /// <returns>False for another kind of name, bytes that are missing, or bytes left over.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out EventId id)
    {
        id = default;
        if (!Varint.TryTake(ref source, out var codec) || codec != StreamId.Codec)
            return false;
        if (!Varint.TryTake(ref source, out var type) || type != Type)
            return false;
        if (!Varint.TryTake(ref source, out var network) || source.Length < 2 * HashSize + InitSize)
            return false;
        var controller = source[HashSize..];
        var init = controller[HashSize..];
        if (!Cid.TryRead(init[InitSize..], out var cid) || cid.Bytes.Length > StreamId.CidBytesMax)
            return false;
        id = new(
            network,
            BinaryPrimitives.ReadUInt64BigEndian(source),
            BinaryPrimitives.ReadUInt64BigEndian(controller),
            BinaryPrimitives.ReadUInt32BigEndian(init),
            cid
        );
        return true;
    }

    /// <summary>Reads the text of a name, in any multibase.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EventId id)
    {
        id = default;
        return Multibase.TryDecode(text, out var bytes) && TryRead(bytes, out id);
    }

    /// <summary>The bytes, by which names sort.</summary>
    public byte[] ToBytes()
    {
        Span<byte> prefix = stackalloc byte[PrefixSizeMax];
        var at = WriteModel(prefix, Network, Separator);
        BinaryPrimitives.WriteUInt64BigEndian(prefix[at..], Controller);
        BinaryPrimitives.WriteUInt32BigEndian(prefix[(at + HashSize)..], Init);
        return [.. prefix[..(at + HashSize + InitSize)], .. Event.Bytes];
    }

    /// <summary>Base16 with the prefix <c>f</c>.</summary>
    public override string ToString() => Multibase.Encode(Multibase.Base16Prefix, ToBytes());

    internal static int PrefixSizeMax => 3 + Varint.SizeMax + 2 * HashSize + InitSize;

    internal static ulong SeparatorOf(LogName model) =>
        HashEnd([.. Encoding.UTF8.GetBytes(SeparatorKey), .. model.Memory.Span]);

    internal static ulong ControllerOf(Did controller) => HashEnd(Encoding.UTF8.GetBytes(controller.Text));

    internal static uint InitOf(Cid init) => BinaryPrimitives.ReadUInt32BigEndian(init.Bytes[^InitSize..]);

    /// <summary>Writes what the names of all events of a model begin with.</summary>
    /// <returns>Bytes written.</returns>
    internal static int WriteModel(Span<byte> target, ulong network, ulong separator)
    {
        var at = Varint.Write(target, StreamId.Codec);
        at += Varint.Write(target[at..], Type);
        at += Varint.Write(target[at..], network);
        BinaryPrimitives.WriteUInt64BigEndian(target[at..], separator);
        return at + HashSize;
    }

    static ulong HashEnd(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes).AsSpan()[^HashSize..]);
}
