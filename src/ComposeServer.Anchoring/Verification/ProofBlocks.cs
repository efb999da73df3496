using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Verification;

/// <summary>First half of a verdict, which needs the blocks alone: event, proof block and path agree (ceramic.md 3.1, step 1).</summary>
sealed class ProofBlocks
{
    readonly IReadOnlyList<Block> _given;
    readonly List<Block> _used = [];
    Cid? _missing;

    ProofBlocks(IReadOnlyList<Block> given) => _given = given;

    /// <summary>What the proof block says; set when the blocks agree.</summary>
    public AnchorProof Proof { get; private set; } = null!;

    /// <summary>The proof block and the nodes on the path.</summary>
    public IReadOnlyList<Block> Used => _used;

    /// <returns>Null when the blocks agree.</returns>
    public static TimeVerdict? Check(Block time, IReadOnlyList<Block> given, out ProofBlocks blocks)
    {
        blocks = new(given);
        if (!time.IsNamedRight)
            return Refuse(RefusalCode.CidMismatch, $"The bytes of the time event {time.Cid} are others");
        if (!TimeEvent.TryRead(time, out var read))
            return Refuse(RefusalCode.Malformed, $"{time.Cid} is not a time event");
        return blocks.ReadProof(read.Proof) ?? blocks.Walk(read);
    }

    TimeVerdict? ReadProof(Cid cid)
    {
        if (Find(cid) is not { } bytes)
            return new TimeVerdict.Missing(cid, Unverified($"the proof block {cid} is missing"));
        if (!cid.Names(bytes.Span))
            return new TimeVerdict.Refused(Unverified($"the bytes of the proof block {cid} are others"));
        if (!ProofBlock.TryRead(bytes, out var proof))
            return new TimeVerdict.Refused(Unverified($"{cid} is not a proof block"));
        Proof = proof;
        return null;
    }

    TimeVerdict? Walk(TimeEvent time)
    {
        if (ProofPath.Check(time, Proof.Root, Find) is not { } refusal)
            return null;
        return _missing is { } missing ? new TimeVerdict.Missing(missing, refusal) : new TimeVerdict.Refused(refusal);
    }

    ReadOnlyMemory<byte>? Find(Cid cid)
    {
        foreach (var block in _given)
        {
            if (block.Cid != cid)
                continue;
            _used.Add(block);
            return block.Bytes;
        }

        _missing = cid;
        return null;
    }

    static TimeVerdict.Refused Refuse(string code, string detail) => new(new Refusal(code, detail));

    static Refusal Unverified(string reason) =>
        new(RefusalCode.InvalidProof, $"The anchor commit couldn't be verified. Reason {reason}");
}
