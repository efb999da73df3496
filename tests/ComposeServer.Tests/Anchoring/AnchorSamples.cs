using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Evm;
using ComposeServer.Anchoring.Verification;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Chains;

namespace ComposeServer.Tests.Anchoring;

/// <summary>Streams that wait for their time, and chains that give it.</summary>
static class AnchorSamples
{
    public const long MinedAt = 900;
    public const long MinedSeconds = 1_700_000_000;

    /// <summary>Depths at which the samples are: block 900 of 1,000 counts and is final.</summary>
    public static TimeProofOptions Options { get; } = new() { DepthMin = 4, DepthFinal = 64 };

    public static Cid CidOf(string text) => Cid.Compute(Multicodec.DagCbor, System.Text.Encoding.UTF8.GetBytes(text));

    public static AnchorRequest Request(int number) =>
        new(new(StreamType.Document, CidOf($"init {number}")), CidOf($"tip {number}"));

    public static AnchorBatch Batch(int streams) => AnchorBatch.Of([.. Enumerable.Range(0, streams).Select(Request)]);

    /// <summary>Sends the root of a batch and puts it into block <see cref="MinedAt"/>.</summary>
    public static AnchoredStream[] AnchorOn(this LoopbackChain chain, AnchorBatch batch)
    {
        var txHash = chain.Send(batch.Root);
        chain.Mine(txHash, MinedAt, MinedSeconds);
        return [.. batch.Anchor(new(chain.ChainId, txHash, MinedSeconds))];
    }

    public static EvmChain Client(
        this LoopbackChain chain,
        HttpClient http,
        Func<EvmChainOptions, EvmChainOptions>? change = null
    )
    {
        var options = new EvmChainOptions(chain.ChainId, chain.Address);
        return new(change?.Invoke(options) ?? options, http, TimeProvider.System);
    }

    public static TimeProofVerifier Verifier(params IAnchorChain[] chains) =>
        new(new AnchorChains { AllowInMemory = true }, chains, Options);
}
