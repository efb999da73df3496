using System.Buffers.Binary;
using ComposeServer.Identity.Dids;
using ComposeServer.Log;

namespace ComposeServer.Streams.Events;

/// <summary>A stretch of <see cref="EventId"/>s. Its bounds are between names and name no event (ceramic.md 9.3).</summary>
/// <param name="Start">Lower bound.</param>
/// <param name="End">Upper bound.</param>
public sealed record EventIdRange(ReadOnlyMemory<byte> Start, ReadOnlyMemory<byte> End)
{
    /// <summary>All events of a model, or of one controller in it, or of one stream of that controller.</summary>
    /// <param name="network">See <see cref="EventNetwork"/>.</param>
    /// <param name="model">The model.</param>
    /// <param name="controller">Null for all.</param>
    /// <param name="stream">Null for all; without a controller it narrows nothing, since controllers come first in the order.</param>
    public static EventIdRange Of(ulong network, LogName model, Did? controller, StreamId? stream)
    {
        var separator = EventId.SeparatorOf(model);
        var lowest = (Controller: ulong.MinValue, Init: uint.MinValue);
        var highest = (Controller: ulong.MaxValue, Init: uint.MaxValue);
        if (controller is { } only)
        {
            lowest.Controller = highest.Controller = EventId.ControllerOf(only);
            if (stream is { } id)
                lowest.Init = highest.Init = EventId.InitOf(id.Init);
        }

        return new(
            Bound(network, separator, lowest.Controller, lowest.Init, []),
            Bound(network, separator, highest.Controller, highest.Init, [0xff])
        );
    }

    static byte[] Bound(ulong network, ulong separator, ulong controller, uint init, ReadOnlySpan<byte> end)
    {
        Span<byte> bound = stackalloc byte[EventId.PrefixSizeMax];
        var at = EventId.WriteModel(bound, network, separator);
        BinaryPrimitives.WriteUInt64BigEndian(bound[at..], controller);
        at += sizeof(ulong);
        BinaryPrimitives.WriteUInt32BigEndian(bound[at..], init);
        return [.. bound[..(at + sizeof(uint))], .. end];
    }
}
