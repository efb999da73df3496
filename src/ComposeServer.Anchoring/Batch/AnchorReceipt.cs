using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Batch;

/// <summary>What a chain gave for a root.</summary>
/// <param name="ChainId">CAIP-2 name of the chain.</param>
/// <param name="TxHash">The transaction.</param>
/// <param name="TimestampSeconds">Unix time of the block that holds it.</param>
public sealed record AnchorReceipt(string ChainId, Cid TxHash, long TimestampSeconds)
{
    /// <summary>How the root lies in the call data. Default: as the contract takes it.</summary>
    public string TxType { get; init; } = TransactionRoot.ContractCall;

    /// <summary>Name of a transaction as proofs write it.</summary>
    /// <param name="hash">32 bytes: Keccak-256 of the transaction.</param>
    public static Cid TransactionName(ReadOnlySpan<byte> hash) =>
        Cid.Create(Multicodec.EthTx, Multihash.Keccak256, hash);

    /// <summary>The proof that this receipt makes of a root.</summary>
    public AnchorProof ProofOf(Cid root) => new(ChainId, root, TxHash, TxType);
}
