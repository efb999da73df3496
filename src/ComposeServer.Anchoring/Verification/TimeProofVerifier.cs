using System.Collections.Frozen;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Verification;

/// <summary>
/// Judges the proofs of time events (ceramic.md 3.1): the path by the blocks alone, then the chain by its name, and only then is a chain
/// asked. Safe for many threads.
/// </summary>
/// <param name="accepted">What the network accepts.</param>
/// <param name="chains">The chains that can be asked; no two of one name.</param>
/// <param name="options">When a transaction counts.</param>
public sealed class TimeProofVerifier(AnchorChains accepted, IEnumerable<IAnchorChain> chains, TimeProofOptions options)
    : ITimeVerifier
{
    readonly FrozenDictionary<string, IAnchorChain> _chains = chains.ToFrozenDictionary(
        static chain => chain.ChainId,
        StringComparer.Ordinal
    );
    readonly ChainLookups _lookups = new(options);

    /// <summary>For the gauge: bytes of transactions remembered.</summary>
    public long CacheSizeBytes => _lookups.SizeBytes;

    /// <summary>For the gauge: transactions remembered.</summary>
    public int CacheCount => _lookups.Count;

    /// <inheritdoc/>
    public async ValueTask<TimeVerdict> VerifyAsync(Block time, IReadOnlyList<Block> proof, CancellationToken cancel)
    {
        if (ProofBlocks.Check(time, proof, out var blocks) is { } disagreeing)
            return disagreeing;
        if (ProofRules.CheckChain(blocks.Proof, accepted) is { } foreign)
            return new TimeVerdict.Refused(foreign);
        if (!_chains.TryGetValue(blocks.Proof.ChainId!, out var chain))
            return Unproven(
                blocks,
                UnprovenReason.NoChain,
                $"no node of the chain {blocks.Proof.ChainId} is configured"
            );
        return Judge(blocks, await _lookups.FindAsync(chain, blocks.Proof.TxHash, cancel));
    }

    TimeVerdict Judge(ProofBlocks blocks, ChainAnswer answer) =>
        answer switch
        {
            ChainAnswer.Attested attested => Proven(blocks, attested.TimestampSeconds, isFinal: true),
            ChainAnswer.Found found => Judge(blocks, found),
            ChainAnswer.Failed failed => Unproven(blocks, UnprovenReason.NotReached, failed.Detail),
            _ => new TimeVerdict.Refused(ProofRules.Check(blocks.Proof, transaction: null, accepted)!.Value),
        };

    TimeVerdict Judge(ProofBlocks blocks, ChainAnswer.Found found)
    {
        if (found.Transaction.BlockNumber is null)
            return Unproven(blocks, UnprovenReason.Unsettled, "the transaction waits for its block");
        if (ProofRules.Check(blocks.Proof, found.Transaction, accepted) is { } refusal)
            return new TimeVerdict.Refused(refusal);
        return found.Depth < options.DepthMin
            ? Unproven(
                blocks,
                UnprovenReason.Unsettled,
                $"the transaction is {found.Depth} blocks deep, counts from {options.DepthMin}"
            )
            : Proven(blocks, found.Transaction.BlockTimeSeconds, _lookups.IsFinal(found));
    }

    static TimeVerdict.Proven Proven(ProofBlocks blocks, long timestampSeconds, bool isFinal) =>
        new(new TimeEvidence(blocks.Used, timestampSeconds), isFinal);

    static TimeVerdict.Unproven Unproven(ProofBlocks blocks, UnprovenReason reason, string detail) =>
        new(blocks.Used, reason, detail);
}
