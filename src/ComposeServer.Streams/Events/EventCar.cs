using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Streams.Events;

/// <summary>One event as a CAR, its only root the event (ceramic.md 1.5).</summary>
/// <remarks>
/// <code>
/// unsigned init   the block
/// signed          capability (if there is one), payload, envelope
/// time            event, proof, then tree nodes from the root down the path, without the anchored event
/// </code>
/// Written in this order, read in any.
/// </remarks>
public static partial class EventCar
{
    /// <summary>The file of an event.</summary>
    public static CarFile Of(EventBlocks blocks)
    {
        var sections = new List<Block>();
        if (blocks.Capability is { } capability)
            sections.Add(capability);
        if (blocks.Linked is { } payload)
            sections.Add(payload);
        sections.Add(blocks.Event);
        if (blocks.Evidence is { } evidence)
            AddEvidence(sections, blocks.Event, evidence.Blocks);
        return new([blocks.Event.Cid], sections);
    }

    /// <summary>The file as text: multibase <c>m</c>.</summary>
    public static string ToText(EventBlocks blocks) => Multibase.Encode(Multibase.Base64Prefix, Of(blocks).ToBytes());

    /// <summary>Each block once, as the path meets them; the path was checked when the event was taken.</summary>
    static void AddEvidence(List<Block> sections, Block time, IReadOnlyList<Block> evidence)
    {
        var byCid = evidence.DistinctBy(block => block.Cid).ToDictionary(block => block.Cid);
        if (!TimeEvent.TryRead(time, out var read) || !byCid.Remove(read.Proof, out var proof))
            return;
        sections.Add(proof);
        if (ProofBlock.TryRead(proof.Bytes, out var said))
            ProofPath.Check(read, said.Root, Meet);

        ReadOnlyMemory<byte>? Meet(Cid cid)
        {
            if (!byCid.TryGetValue(cid, out var node))
                return null;
            if (!sections.Exists(known => known.Cid == cid))
                sections.Add(node);
            return node.Bytes;
        }
    }
}
