using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Batch;

/// <summary>A stream with the time event that anchors its tip.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Time">The event, with its evidence: the proof block first, then the tree nodes from the root down.</param>
public sealed record AnchoredStream(StreamId Stream, EventBlocks Time)
{
    internal static AnchoredStream Of(
        AnchorRequest request,
        Block proof,
        string path,
        IReadOnlyList<Block> nodes,
        AnchorReceipt receipt
    )
    {
        var time = new TimeEvent(request.Tip, proof.Cid, path);
        return new(
            request.Stream,
            new(DagCborEncoder.ToBlock(time.ToIpld(request.Stream.Init)))
            {
                Evidence = new([proof, .. nodes], receipt.TimestampSeconds),
            }
        );
    }
}
