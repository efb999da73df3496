using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Log.Intake;

/// <summary>
/// An event whose bytes are well formed and named by their CIDs, and about which nothing else is known: neither its signature nor
/// its links have been checked.
/// </summary>
public sealed class RawEvent
{
    /// <summary>The blocks it was read from.</summary>
    public required EventBlocks Blocks { get; init; }

    /// <summary>Init, data or time, by the members of its payload.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>The envelope of a signed event; null when unsigned.</summary>
    public required DagJws? Envelope { get; init; }

    /// <summary>The decoded payload.</summary>
    public required IpldMap Body { get; init; }

    /// <summary>CID of the init event of its log; its own for an init event.</summary>
    public required Cid Init { get; init; }

    /// <summary>The entry it builds on; null for an init event.</summary>
    public required Cid? Prev { get; init; }

    /// <summary>The same event with the capability that its header names, when that did not come along.</summary>
    internal RawEvent With(Block capability) =>
        new()
        {
            Blocks = Blocks with { Capability = capability },
            Kind = Kind,
            Envelope = Envelope,
            Body = Body,
            Init = Init,
            Prev = Prev,
        };

    /// <summary>Name of the event.</summary>
    public Cid Cid => Blocks.Event.Cid;

    /// <summary>Name of the payload block; the event's own CID when unsigned.</summary>
    public Cid PayloadCid => (Blocks.Linked ?? Blocks.Event).Cid;

    /// <summary>True when an envelope carries signatures.</summary>
    public bool IsSigned => Envelope is not null;
}
