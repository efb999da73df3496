using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Testing.Streams;

/// <summary>Time events whose proofs hold.</summary>
public static class TimeSample
{
    static readonly Cid TxHash = Cid.Create(Multicodec.EthTx, 0x1b, new byte[32]);

    /// <summary>A time event of a stream's tip: a tree of two leaves, the tip on the right.</summary>
    /// <param name="state">The stream.</param>
    /// <param name="atSeconds">Unix time of the chain's block.</param>
    public static EventBlocks Anchor(StreamState state, long atSeconds = 1_700_000_000)
    {
        var node = DagCborEncoder.ToBlock(IpldList.Of(TxHash, state.Tip));
        var proof = ProofBlock.ToBlock(new("eip155:1", node.Cid, TxHash, TransactionRoot.ContractCall));
        var time = new TimeEvent(state.Tip, proof.Cid, "1");
        return new(DagCborEncoder.ToBlock(time.ToIpld(state.Id.Init))) { Evidence = new([proof, node], atSeconds) };
    }
}
