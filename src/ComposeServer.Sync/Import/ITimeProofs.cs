using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Sync.Import;

/// <summary>Asks a chain about the proofs of time events whose path has been followed already. The server joins it to whoever knows chains.</summary>
public interface ITimeProofs
{
    /// <summary>Asks about one proof. Called from many threads at once.</summary>
    /// <param name="time">The time event.</param>
    /// <param name="proof">Its proof; the root leads to the anchored event.</param>
    /// <param name="evidence">The proof's block, then the tree nodes from the root on.</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<TimeVerdict> VerifyAsync(
        TimeEvent time,
        AnchorProof proof,
        IReadOnlyList<Block> evidence,
        CancellationToken cancel
    );
}

/// <summary>What became of a proof.</summary>
public abstract record TimeVerdict
{
    TimeVerdict() { }

    /// <summary>The chain holds it.</summary>
    /// <param name="TimestampSeconds">Unix time of the chain's block.</param>
    public sealed record Verified(long TimestampSeconds) : TimeVerdict;

    /// <summary>Nobody here can ask that chain. The event is kept and never used for ordering.</summary>
    public sealed record Unverifiable : TimeVerdict;

    /// <summary>The chain says otherwise.</summary>
    public sealed record Refused(Refusal Reason) : TimeVerdict;
}

/// <summary>For a node without a chain to ask: every proof is kept as unverified.</summary>
public sealed class NoTimeProofs : ITimeProofs
{
    /// <inheritdoc/>
    public ValueTask<TimeVerdict> VerifyAsync(
        TimeEvent time,
        AnchorProof proof,
        IReadOnlyList<Block> evidence,
        CancellationToken cancel
    ) => ValueTask.FromResult<TimeVerdict>(new TimeVerdict.Unverifiable());
}
