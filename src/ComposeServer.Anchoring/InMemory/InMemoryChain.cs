using ComposeServer.Anchoring.Batch;
using ComposeServer.Identity.Caching;
using ComposeServer.Ipld;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.InMemory;

/// <summary>
/// The chain of development networks, which is none: the time of a proof is the time at which this node made or first saw it
/// (ceramic.md 3.3). Safe for many threads if <paramref name="random"/> is.
/// </summary>
/// <remarks>
/// The names that it makes for transactions say their time, so that a file of streams carries it to where an operator wants them. Anyone can
/// make such a name; so only who is told to believe it does, and that is never a door that strangers reach.
/// </remarks>
/// <param name="clock">Whose time is given.</param>
/// <param name="random">Makes the names of transactions.</param>
/// <param name="believesNames">
/// Whether the time that a transaction's name says is taken, if it is past: for files that an operator hands over. Default false.
/// </param>
public sealed class InMemoryChain(TimeProvider clock, RandomFill random, bool believesNames = false) : IAnchorChain
{
    /// <summary>Bytes for the times that are remembered, so that all streams of a batch get the same. Some 5,000 of them.</summary>
    const int TimesSizeBytesMax = 1 << 20;
    const int TimeSizeBytes = 208;

    readonly LeastRecentlyUsed<Cid, long> _times = new(TimesSizeBytesMax, static (_, _) => TimeSizeBytes);

    /// <inheritdoc/>
    public string ChainId => AnchorChains.InMemory;

    /// <summary>A new transaction, now.</summary>
    public AnchorReceipt Take()
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var txHash = TimedName.Make(now, random);
        _times.Add(txHash, now);
        return new(ChainId, txHash, now);
    }

    /// <summary>Anchors each stream by itself, as the JS node does: the root is the event, the path is empty.</summary>
    public IEnumerable<AnchoredStream> AnchorEach(IEnumerable<AnchorRequest> requests)
    {
        foreach (var request in requests)
        {
            var receipt = Take();
            yield return AnchoredStream.Of(
                request,
                ProofBlock.ToBlock(receipt.ProofOf(request.Tip)),
                path: "",
                nodes: [],
                receipt
            );
        }
    }

    /// <summary>Anchors streams under one root, as on a real chain.</summary>
    public IEnumerable<AnchoredStream> AnchorTogether(AnchorBatch batch) => batch.Anchor(Take());

    /// <inheritdoc/>
    public ValueTask<ChainAnswer> FindAsync(Cid txHash, CancellationToken cancel) =>
        new(new ChainAnswer.Attested(TimeOf(txHash)));

    long TimeOf(Cid txHash)
    {
        if (_times.TryGet(txHash, out var known))
            return known;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (believesNames && TimedName.TryRead(txHash, out var said) && said <= now)
            return said;
        _times.Add(txHash, now);
        return _times.TryGet(txHash, out var first) ? first : now;
    }
}
