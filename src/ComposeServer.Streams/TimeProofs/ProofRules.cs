using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>What a chain must say for a proof to hold (ceramic.md 3.1, steps 2 to 7).</summary>
public static class ProofRules
{
    /// <summary>Whether the proof's chain is one that counts; asked before any chain is.</summary>
    public static Refusal? CheckChain(AnchorProof proof, AnchorChains chains)
    {
        if (proof.ChainId == AnchorChains.InMemory && chains.AllowInMemory)
            return null;
        if (proof.ChainId?.StartsWith("eip155:", StringComparison.Ordinal) != true)
            return Refuse($"Unsupported chainId '{proof.ChainId}' - must be eip155 namespace");
        if (chains.Chains is not { } counting || counting.Contains(proof.ChainId, StringComparer.Ordinal))
            return null;
        IEnumerable<string> supported = chains.AllowInMemory ? [.. counting, AnchorChains.InMemory] : counting;
        return Refuse(
            $"Unsupported chainId '{proof.ChainId}'. Configured anchor service only supports '{string.Join("', '", supported)}'"
        );
    }

    /// <summary>Judges what the chain said.</summary>
    /// <param name="proof">The proof, of a chain that counts.</param>
    /// <param name="transaction">Null when the chain has no such transaction.</param>
    /// <param name="chains">What the network accepts.</param>
    /// <returns>Null when the proof holds; then the anchor's time is <see cref="AnchorTransaction.BlockTimeSeconds"/>.</returns>
    public static Refusal? Check(AnchorProof proof, AnchorTransaction? transaction, AnchorChains chains)
    {
        // A transaction that waits for its block proves no time; the JS node lets it pass as if it were in an early one.
        if (transaction?.BlockNumber is not { } block)
            return Refuse(
                $"Failed to load transaction data for transaction 0x{Convert.ToHexStringLower(proof.TxHash.Digest)}"
            );
        if (!TransactionRoot.TryRead(transaction.Input.Span, proof.TxType, out var root) || root != proof.Root)
            return Refuse($"The root CID {proof.Root} is not in the transaction");
        if (chains.LastFreeBlock.TryGetValue(proof.ChainId!, out var lastFree) && block <= lastFree)
            return null;
        if (proof.TxType != TransactionRoot.ContractCall)
            return Refuse(
                $"Any anchor proofs created after block {lastFree} must include the txType field. Anchor txn blockNumber: {block}"
            );
        return chains.Contracts.Contains(transaction.To ?? "", StringComparer.OrdinalIgnoreCase)
            ? null
            : Refuse(
                $"Anchor was created using address {transaction.To}. This is not the official anchoring contract address "
                    + string.Join(", ", chains.Contracts)
            );
    }

    static Refusal Refuse(string detail) => new(RefusalCode.InvalidProof, detail);
}
