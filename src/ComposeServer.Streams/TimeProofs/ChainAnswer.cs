namespace ComposeServer.Streams.TimeProofs;

/// <summary>What came of asking a chain for a transaction.</summary>
public abstract record ChainAnswer
{
    ChainAnswer() { }

    /// <summary>The chain knows it.</summary>
    /// <param name="Transaction">What the chain says; without a block number while it waits for its block.</param>
    /// <param name="Depth">Blocks from the one that holds it to the newest, both counted; 0 while it waits.</param>
    public sealed record Found(AnchorTransaction Transaction, long Depth) : ChainAnswer;

    /// <summary>The chain has no such transaction, or has it no longer.</summary>
    public sealed record Absent : ChainAnswer;

    /// <summary>The chain's word is the proof: there is a time, and no transaction to compare (ceramic.md 3.3).</summary>
    public sealed record Attested(long TimestampSeconds) : ChainAnswer;

    /// <summary>The chain could not be asked, or gave no usable answer.</summary>
    /// <param name="Fault">What went wrong.</param>
    /// <param name="Detail">Text for the operator; names no address, since addresses of nodes hold keys.</param>
    public sealed record Failed(ChainFault Fault, string Detail) : ChainAnswer;
}

/// <summary>Why a chain gave no usable answer.</summary>
public enum ChainFault
{
    /// <summary>No connection, or it broke.</summary>
    NotReached = 0,

    /// <summary>Not answered in time.</summary>
    TimedOut = 1,

    /// <summary>Sent elsewhere; redirections are not followed.</summary>
    Redirected = 2,

    /// <summary>An HTTP status other than 200.</summary>
    Status = 3,

    /// <summary>More bytes than an answer may have.</summary>
    TooLarge = 4,

    /// <summary>The answer is not JSON.</summary>
    NotJson = 5,

    /// <summary>The node says that it cannot answer.</summary>
    Declined = 6,

    /// <summary>JSON of another shape, or about something else than was asked.</summary>
    WrongAnswer = 7,

    /// <summary>The node follows another chain than it is configured for.</summary>
    WrongChain = 8,

    /// <summary>The chain was reorganised while it was asked.</summary>
    Reorganised = 9,
}
