using ComposeServer.Ipld;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>The port to one chain that holds anchors. Safe for many threads.</summary>
public interface IAnchorChain
{
    /// <summary>CAIP-2 name, for example <c>eip155:1</c>.</summary>
    string ChainId { get; }

    /// <summary>Looks a transaction up within a bounded time; throws nothing but cancellation.</summary>
    /// <param name="txHash">Its digest is the transaction's hash.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<ChainAnswer> FindAsync(Cid txHash, CancellationToken cancel);
}
