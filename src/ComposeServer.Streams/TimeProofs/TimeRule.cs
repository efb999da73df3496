using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>What a time event does to a stream of any type: it becomes the tip, content and metadata stay (ceramic.md 4.2).</summary>
static class TimeRule
{
    public static ApplyResult Apply(StreamState before, RawEvent raw, IApplyView view)
    {
        if (TipRule.Check(before, raw, view) is { } misplaced)
            return misplaced;
        if (raw.IsSigned || !TimeEvent.TryRead(raw.Body, out var time))
            return ApplyResult.Refuse(RefusalCode.Malformed, $"{raw.Cid} is not a time event");
        if (raw.Blocks.Evidence is not { } evidence)
            return ApplyResult.Refuse(
                RefusalCode.InvalidProof,
                "The anchor commit couldn't be verified. Reason no chain was asked for its proof"
            );
        if (!TryReadProof(time, evidence, out var proof))
            return evidence.IsPartial && Find(evidence, time.Proof) is null
                ? After(before, raw, null)
                : new ApplyResult.Missing([time.Proof]);
        var isWhole = true;
        var refusal = ProofPath.Check(
            time,
            proof.Root,
            cid =>
            {
                var node = Find(evidence, cid);
                isWhole &= node is not null;
                return node;
            }
        );
        // The way ends where a node is lacking; what was walked of it has been checked.
        return refusal is { } reason && (isWhole || !evidence.IsPartial)
            ? new ApplyResult.Refused(reason)
            : After(before, raw, proof);
    }

    static ApplyResult.Applied After(StreamState before, RawEvent raw, AnchorProof? proof) =>
        new(before with { Tip = raw.Cid, Height = before.Height + 1, Proof = proof });

    static bool TryReadProof(TimeEvent time, TimeEvidence evidence, out AnchorProof proof)
    {
        proof = null!;
        return Find(evidence, time.Proof) is { } bytes
            && time.Proof.Names(bytes.Span)
            && ProofBlock.TryRead(bytes, out proof);
    }

    static ReadOnlyMemory<byte>? Find(TimeEvidence evidence, Cid cid)
    {
        foreach (var block in evidence.Blocks)
        {
            if (block.Cid == cid)
                return block.Bytes;
        }

        return null;
    }
}
