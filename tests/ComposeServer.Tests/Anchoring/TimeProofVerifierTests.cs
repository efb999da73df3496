using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Evm;
using ComposeServer.Anchoring.Verification;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Chains;

namespace ComposeServer.Tests.Anchoring;

public sealed class TimeProofVerifierTests : IAsyncLifetime
{
    readonly HttpClient _http = EvmHttp.CreateClient();
    LoopbackChain _chain = null!;

    public async ValueTask InitializeAsync() =>
        _chain = await LoopbackChain.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _chain.DisposeAsync();
    }

    [Fact]
    public async Task Every_event_of_an_anchored_batch_has_the_time_of_its_block_and_the_chain_is_asked_once()
    {
        var verifier = Verifier();
        var anchored = _chain.AnchorOn(AnchorSamples.Batch(9));

        foreach (var one in anchored)
        {
            var proven = Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(verifier, one));
            Assert.Equal(AnchorSamples.MinedSeconds, proven.Evidence.TimestampSeconds);
            Assert.True(proven.IsFinal);
        }

        Assert.Equal(
            ["eth_chainId", "eth_getTransactionByHash", "eth_getBlockByNumber", "eth_blockNumber"],
            _chain.Asked
        );
        Assert.Equal(1, verifier.CacheCount);
    }

    [Fact]
    public async Task The_blocks_may_come_in_any_order_and_only_those_that_prove_are_kept()
    {
        var one = _chain.AnchorOn(AnchorSamples.Batch(9))[4];
        var blocks = one.Time.Evidence!.Blocks;
        Block[] junk = [one.Time.Event, Block.Of(Multicodec.Raw, new byte[] { 1 })];

        var verdict = await Verifier()
            .VerifyAsync(one.Time.Event, [.. junk, .. blocks.Reverse()], CancellationToken.None);

        Assert.Equal(blocks, Assert.IsType<TimeVerdict.Proven>(verdict).Evidence.Blocks);
    }

    [Fact]
    public async Task Without_a_node_of_the_chain_a_proof_is_neither_valid_nor_invalid()
    {
        var one = _chain.AnchorOn(AnchorSamples.Batch(3))[0];

        var verdict = await VerifyAsync(AnchorSamples.Verifier(), one);

        var unproven = Assert.IsType<TimeVerdict.Unproven>(verdict);
        Assert.Equal(UnprovenReason.NoChain, unproven.Reason);
        Assert.Equal(one.Time.Evidence!.Blocks, unproven.Blocks);
        Assert.Empty(_chain.Asked);
    }

    [Fact]
    public async Task A_chain_that_fails_leaves_the_proof_open_and_is_asked_again()
    {
        var verifier = Verifier();
        var one = _chain.AnchorOn(AnchorSamples.Batch(3))[0];
        _chain.Instead = (http, _) =>
        {
            http.Abort();
            return Task.FromResult(true);
        };

        var unproven = Assert.IsType<TimeVerdict.Unproven>(await VerifyAsync(verifier, one));
        _chain.Instead = (_, _) => Task.FromResult(false);
        var proven = await VerifyAsync(verifier, one);

        Assert.Equal(UnprovenReason.NotReached, unproven.Reason);
        Assert.IsType<TimeVerdict.Proven>(proven);
    }

    [Theory]
    [InlineData(902, "Unsettled")]
    [InlineData(903, "shallow")]
    [InlineData(962, "shallow")]
    [InlineData(963, "final")]
    public async Task A_transaction_counts_from_one_depth_and_is_remembered_from_another(long newest, string expected)
    {
        var verifier = Verifier();
        var one = _chain.AnchorOn(AnchorSamples.Batch(3))[0];
        _chain.Newest = newest;

        var verdict = await VerifyAsync(verifier, one);

        Assert.Equal(
            expected,
            verdict switch
            {
                TimeVerdict.Proven proven => proven.IsFinal ? "final" : "shallow",
                TimeVerdict.Unproven unproven => unproven.Reason.ToString(),
                _ => verdict.ToString(),
            }
        );
        Assert.Equal(expected == "final" ? 1 : 0, verifier.CacheCount);
    }

    [Fact]
    public async Task All_who_ask_for_one_transaction_at_the_same_time_share_one_question()
    {
        var verifier = Verifier();
        var anchored = _chain.AnchorOn(AnchorSamples.Batch(50));
        var open = Gate();

        var asking = anchored.Select(one => VerifyAsync(verifier, one).AsTask()).ToArray();
        open.SetResult();
        var verdicts = await Task.WhenAll(asking);

        Assert.All(verdicts, verdict => Assert.IsType<TimeVerdict.Proven>(verdict));
        Assert.Single(_chain.Asked, "eth_getTransactionByHash");
    }

    [Fact]
    public async Task Who_gives_up_does_not_take_the_answer_from_the_others()
    {
        var verifier = Verifier();
        var anchored = _chain.AnchorOn(AnchorSamples.Batch(2));
        var open = Gate();
        using var cancel = new CancellationTokenSource();

        var impatient = verifier
            .VerifyAsync(anchored[0].Time.Event, anchored[0].Time.Evidence!.Blocks, cancel.Token)
            .AsTask();
        var patient = VerifyAsync(verifier, anchored[1]).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        open.SetResult();

        Assert.IsType<TimeVerdict.Proven>(await patient);
        Assert.Single(_chain.Asked, "eth_getTransactionByHash");
    }

    [Fact]
    public async Task What_is_remembered_has_a_limit_of_bytes()
    {
        const int LimitBytes = 4_096;
        var verifier = new TimeProofVerifier(
            new AnchorChains(),
            [_chain.Client(_http)],
            AnchorSamples.Options with
            {
                CacheSizeBytesMax = LimitBytes,
            }
        );

        for (var run = 0; run < 100; run++)
        {
            var batch = AnchorBatch.Of([AnchorSamples.Request(run)]);
            Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(verifier, _chain.AnchorOn(batch)[0]));
        }

        Assert.InRange(verifier.CacheSizeBytes, LimitBytes / 2, LimitBytes);
        Assert.InRange(verifier.CacheCount, 5, 15);
    }

    [Fact]
    public async Task Proofs_of_the_old_kind_hold_up_to_the_last_free_block_of_their_chain()
    {
        var batch = AnchorSamples.Batch(3);
        var raw = Convert.FromHexString("0f" + Convert.ToHexStringLower(batch.Root.Bytes));
        var txHash = _chain.Send(batch.Root, to: "0x00000000000000000000000000000000000000aa", raw);
        _chain.Mine(txHash, AnchorSamples.MinedAt, AnchorSamples.MinedSeconds);
        var receipt = new AnchorReceipt(_chain.ChainId, txHash, AnchorSamples.MinedSeconds) { TxType = "raw" };
        var one = batch.Anchor(receipt).First();
        TimeProofVerifier Free(long block) =>
            new(
                new AnchorChains { LastFreeBlock = new Dictionary<string, long> { [_chain.ChainId] = block } },
                [_chain.Client(_http)],
                AnchorSamples.Options
            );

        Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(Free(AnchorSamples.MinedAt), one));
        Assert.IsType<TimeVerdict.Refused>(await VerifyAsync(Free(AnchorSamples.MinedAt - 1), one));
    }

    [Fact]
    public async Task Events_of_the_first_anchor_services_do_not_name_their_stream_and_hold_all_the_same()
    {
        var one = _chain.AnchorOn(AnchorSamples.Batch(3))[1];
        Assert.True(DagCborDecoder.ReadStrict(one.Time.Event.Bytes).TryGet<IpldMap>(out var body));
        var old = DagCborEncoder.ToBlock(body.Without("id"));

        Assert.NotEqual(one.Time.Event, old);
        Assert.IsType<TimeVerdict.Proven>(
            await Verifier().VerifyAsync(old, one.Time.Evidence!.Blocks, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Blocks_of_any_bytes_get_a_verdict()
    {
        const int Seed = 23;
        var random = new Random(Seed);
        var verifier = AnchorSamples.Verifier();
        var one = _chain.AnchorOn(AnchorSamples.Batch(3))[0];
        Block[] blocks = [one.Time.Event, .. one.Time.Evidence!.Blocks];

        for (var run = 0; run < 5_000; run++)
        {
            var at = random.Next(blocks.Length);
            var bytes = blocks[at].Bytes.ToArray();
            for (var change = random.Next(4); change >= 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var changed = Block.Of(Multicodec.DagCbor, bytes.AsMemory(0, random.Next(bytes.Length + 1)));
            // Under its own name it is another event; under the old one a forged block.
            Block[] given = [.. blocks];
            given[at] = at == 0 ? changed : new(blocks[at].Cid, changed.Bytes);

            var verdict = await verifier.VerifyAsync(given[0], given[1..], CancellationToken.None);

            if (!changed.Bytes.Span.SequenceEqual(blocks[at].Bytes.Span) && at > 0)
                Assert.IsType<TimeVerdict.Refused>(verdict);
        }
    }

    [Theory]
    [InlineData("mainnet", "eip155:1", "eip155:100")]
    [InlineData("testnet-clay", "eip155:100", "eip155:1")]
    [InlineData("dev-unstable", "eip155:11155111", "eip155:1")]
    [InlineData("inmemory", "inmemory:12345", "eip155:1")]
    [InlineData("local", "eip155:31337", "inmemory:12345")]
    public void Each_network_takes_its_own_chains(string network, string taken, string refused)
    {
        var chains = AnchorNetworks.Find(network)!;
        var root = AnchorSamples.CidOf("root");

        Assert.Null(ProofRules.CheckChain(new(taken, root, root, null), chains));
        Assert.NotNull(ProofRules.CheckChain(new(refused, root, root, null), chains));
        Assert.Null(AnchorNetworks.Find(network.ToUpperInvariant()));
    }

    TimeProofVerifier Verifier() => AnchorSamples.Verifier(_chain.Client(_http));

    /// <summary>Holds every answer back until it is opened.</summary>
    TaskCompletionSource Gate()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _chain.Instead = async (_, _) =>
        {
            await open.Task;
            return false;
        };
        return open;
    }

    static ValueTask<TimeVerdict> VerifyAsync(TimeProofVerifier verifier, AnchoredStream one) =>
        verifier.VerifyAsync(one.Time.Event, one.Time.Evidence!.Blocks, TestContext.Current.CancellationToken);
}
