using ComposeServer.Anchoring.Trees;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Batch;

/// <summary>
/// The streams of one anchor run under one root: first the root is sent to a chain, then the receipt makes a time event for each stream
/// (ceramic.md 11.3). Pure.
/// </summary>
public sealed class AnchorBatch
{
    /// <summary>Streams of one batch. A million tips and the names of their tree are some 250 MB; what waits beyond goes into the next run.</summary>
    public const int StreamsMax = 1_000_000;

    readonly MountainRange _tree = new();
    readonly IReadOnlyList<AnchorRequest> _requests;

    AnchorBatch(IReadOnlyList<AnchorRequest> requests) => _requests = requests;

    /// <summary>Root of the tree: what the chain shall hold.</summary>
    public Cid Root => _tree.Root;

    /// <summary>Number of streams.</summary>
    public int Count => _requests.Count;

    /// <summary>All nodes of the tree.</summary>
    public IEnumerable<Block> Nodes => _tree.Nodes;

    /// <summary>Puts streams under one root, in the order in which they come.</summary>
    /// <exception cref="ArgumentException">There is none, there are too many, or a stream comes twice: only its latest event is anchored.</exception>
    public static AnchorBatch Of(IReadOnlyList<AnchorRequest> requests)
    {
        if (requests.Count is 0 or > StreamsMax)
            throw new ArgumentException($"{requests.Count} streams, from 1 to {StreamsMax}", nameof(requests));
        var streams = new HashSet<StreamId>(requests.Count);
        var batch = new AnchorBatch(requests);
        foreach (var request in requests)
        {
            if (!streams.Add(request.Stream))
                throw new ArgumentException($"{request.Stream} comes twice", nameof(requests));
            batch._tree.Add(request.Tip);
        }

        return batch;
    }

    /// <summary>The block that every time event of the batch points to.</summary>
    public Block ProofOf(AnchorReceipt receipt) => ProofBlock.ToBlock(receipt.ProofOf(Root));

    /// <summary>The time events, made one by one as they are read.</summary>
    /// <param name="receipt">What the chain gave for <see cref="Root"/>.</param>
    public IEnumerable<AnchoredStream> Anchor(AnchorReceipt receipt)
    {
        var proof = ProofOf(receipt);
        for (var i = 0; i < Count; i++)
        {
            yield return AnchoredStream.Of(
                _requests[i],
                proof,
                MountainRange.PathOf(i, Count),
                _tree.NodesTo(i),
                receipt
            );
        }
    }
}
