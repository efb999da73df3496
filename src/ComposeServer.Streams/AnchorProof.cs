using ComposeServer.Ipld;

namespace ComposeServer.Streams;

/// <summary>What a time event points to as its evidence: the proof block, typed (ceramic.md 2.3).</summary>
/// <param name="ChainId">CAIP-2 name of the chain, for example <c>eip155:1</c>; null in very old blocks.</param>
/// <param name="Root">Root of the tree that was anchored.</param>
/// <param name="TxHash">The transaction.</param>
/// <param name="TxType"><c>raw</c>, <c>f(bytes32)</c>, or null when the block does not say.</param>
public sealed record AnchorProof(string? ChainId, Cid Root, Cid TxHash, string? TxType);
