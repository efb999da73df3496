using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Export;

namespace ComposeServer.Sync.Import.Blocks;

/// <summary>What a block can be to an event, as far as its own bytes tell. Read as leniently as the JS node reads history (design.md 10).</summary>
abstract record BlockShape
{
    BlockShape() { }

    /// <summary>A signed event: the names of its payload and of the capability that it was signed under.</summary>
    public sealed record Envelope(Cid Link, Cid? Under) : BlockShape;

    /// <summary>A time event; its init event may be unnamed in very old ones (ceramic.md 2.3).</summary>
    public sealed record Time(Cid? Init, TimeEvent Event) : BlockShape;

    /// <summary>The payload of a signed event, or an unsigned init event: only another block can tell.</summary>
    public sealed record Payload(PayloadLinks Links) : BlockShape;

    /// <summary>A proof.</summary>
    public sealed record Proof(Cid Root) : BlockShape;

    /// <summary>A node of a proof's tree: its first two links, where they are links.</summary>
    public sealed record Node(Cid? Left, Cid? Right) : BlockShape;

    /// <summary>A capability.</summary>
    public sealed record Capability : BlockShape;

    /// <summary>The block that says what a file of ours is.</summary>
    public sealed record Manifest : BlockShape;

    /// <summary>Nothing that an event has.</summary>
    public sealed record Foreign : BlockShape;

    /// <summary>Reads a block. Only CIDv1 with SHA-256 can name part of an event.</summary>
    public static BlockShape Of(Block block)
    {
        if (block.Cid.Version != 1 || block.Cid.HashCode != Multihash.Sha2256)
            return new Foreign();
        return block.Cid.Codec switch
        {
            Multicodec.DagJose => OfEnvelope(block),
            Multicodec.DagCbor => OfValue(DagCborDecoder.ReadAsReference(block.Bytes).Value),
            _ => new Foreign(),
        };
    }

    static BlockShape OfEnvelope(Block block)
    {
        if (!DagJws.TryRead(block.Bytes, DagCborRules.AsReference, out var jws, out _))
            return new Foreign();
        var hasHeader = ProtectedHeader.TryRead(jws.Signatures[0].Protected.Span, out var header, out _);
        return new Envelope(jws.Link, hasHeader ? header!.Capability : null);
    }

    static BlockShape OfValue(IpldValue? value) =>
        value switch
        {
            IpldMap map => OfMap(map),
            IpldList { Count: >= 2 } list => new Node((list[0] as IpldLink)?.Value, (list[1] as IpldLink)?.Value),
            _ => new Foreign(),
        };

    static BlockShape OfMap(IpldMap map)
    {
        if (TimeEvent.TryRead(map, out var time))
            return new Time(map.TryGet<IpldLink>("id", out var id) ? id.Value : null, time);
        if (PayloadLinks.TryRead(map, out var links))
            return new Payload(links);
        if (map.TryGet<IpldLink>("root", out var root) && map.Has("txHash"))
            return new Proof(root.Value);
        if (map.Has("h") && map.Has("p") && map.Has("s"))
            return new Capability();
        return ExportManifest.Is(map) ? new Manifest() : new Foreign();
    }
}
