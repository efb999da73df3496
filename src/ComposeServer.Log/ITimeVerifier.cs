using ComposeServer.Ipld;

namespace ComposeServer.Log;

/// <summary>The port to whoever can judge the proof of a time event. Safe for many threads.</summary>
public interface ITimeVerifier
{
    /// <summary>Judges by the blocks first, and only if they agree by the chain; throws nothing but cancellation.</summary>
    /// <param name="time">The time event.</param>
    /// <param name="proof">The proof block and the tree nodes, in any order; more than needed does no harm.</param>
    /// <param name="cancel">Gives up waiting.</param>
    ValueTask<TimeVerdict> VerifyAsync(Block time, IReadOnlyList<Block> proof, CancellationToken cancel);
}
