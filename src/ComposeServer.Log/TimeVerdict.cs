using ComposeServer.Ipld;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log;

/// <summary>What can be said here and now about the proof of a time event.</summary>
public abstract record TimeVerdict
{
    TimeVerdict() { }

    /// <summary>The chain holds it.</summary>
    /// <param name="Evidence">The blocks that prove it, no others, and the chain's time.</param>
    /// <param name="IsFinal">False while the chain may still drop the transaction: ask again before relying on it for good.</param>
    public sealed record Proven(TimeEvidence Evidence, bool IsFinal) : TimeVerdict;

    /// <summary>
    /// Neither valid nor invalid: the blocks agree, and nobody here can say yet when it was anchored. The event may be kept, its time must
    /// not be used for ordering, and asking again may end otherwise.
    /// </summary>
    /// <param name="Blocks">The blocks of the proof, no others.</param>
    /// <param name="Reason">What is lacking.</param>
    /// <param name="Detail">Text for people.</param>
    public sealed record Unproven(IReadOnlyList<Block> Blocks, UnprovenReason Reason, string Detail) : TimeVerdict;

    /// <summary>A block of the proof did not come along.</summary>
    /// <param name="Cid">The first block that is missing; there may be more behind it.</param>
    /// <param name="Reason">For a caller that cannot fetch it.</param>
    public sealed record Missing(Cid Cid, Refusal Reason) : TimeVerdict;

    /// <summary>The proof does not hold.</summary>
    public sealed record Refused(Refusal Reason) : TimeVerdict;
}

/// <summary>Why a proof is neither valid nor invalid.</summary>
public enum UnprovenReason
{
    /// <summary>No chain of that name is configured.</summary>
    NoChain = 0,

    /// <summary>The chain could not be asked, or gave no usable answer.</summary>
    NotReached = 1,

    /// <summary>The transaction waits for its block, or its block for others on top.</summary>
    Unsettled = 2,
}
