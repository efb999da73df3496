using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>A time event, typed (ceramic.md 2.3).</summary>
/// <param name="Prev">The event that was anchored.</param>
/// <param name="Proof">The proof block.</param>
/// <param name="Path">Steps from the tree's root to the anchored event, <c>/</c> between; empty when the root is that event.</param>
public sealed record TimeEvent(Cid Prev, Cid Proof, string Path)
{
    /// <summary>Reads the block of a time event.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(Block block, out TimeEvent time)
    {
        time = null!;
        return block.Cid.Codec == Multicodec.DagCbor
            && DagCborDecoder.ReadAsReference(block.Bytes).TryGet<IpldMap>(out var body)
            && TryRead(body, out time);
    }

    /// <summary>Reads the payload of a time event.</summary>
    /// <returns>False when a member is missing or of another kind.</returns>
    public static bool TryRead(IpldMap body, out TimeEvent time)
    {
        time = null!;
        if (!body.TryGet<IpldLink>("prev", out var prev) || !body.TryGet<IpldLink>("proof", out var proof))
            return false;
        if (!body.TryGet<IpldString>("path", out var path))
            return false;
        time = new(prev.Value, proof.Value, path.Value);
        return true;
    }

    /// <summary>The payload; the block of it is the event.</summary>
    /// <param name="init">The stream's init event.</param>
    public IpldMap ToIpld(Cid init) => IpldMap.Of(("id", init), ("prev", Prev), ("proof", Proof), ("path", Path));
}
