using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Tests.Sync;

/// <summary>The chain that the scene's proofs name; it gives one and the same answer.</summary>
sealed class GnosisAnswers(ChainAnswer answer) : IAnchorChain
{
    int _asked;

    /// <summary>How often it was asked.</summary>
    public int Asked => _asked;

    public string ChainId => "eip155:100";

    public ValueTask<ChainAnswer> FindAsync(Cid txHash, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        return ValueTask.FromResult(answer);
    }
}
