using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Evm;
using ComposeServer.Anchoring.Verification;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Chains;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Anchoring;

namespace ComposeServer.Tests.Security;

/// <summary>Time events that claim a time which they do not have.</summary>
public sealed class Sec23_TimeEventForgeryTests : IAsyncLifetime
{
    readonly HttpClient _http = EvmHttp.CreateClient();
    LoopbackChain _chain = null!;
    AnchorBatch _batch = null!;
    Cid _txHash;
    TimeProofVerifier _verifier = null!;

    public async ValueTask InitializeAsync()
    {
        _chain = await LoopbackChain.StartAsync(TestContext.Current.CancellationToken);
        _batch = AnchorSamples.Batch(5);
        _txHash = _chain.Send(_batch.Root);
        _chain.Mine(_txHash, AnchorSamples.MinedAt, AnchorSamples.MinedSeconds);
        _verifier = new(new AnchorChains { Chains = [_chain.ChainId] }, [_chain.Client(_http)], AnchorSamples.Options);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _chain.DisposeAsync();
    }

    [Fact]
    public async Task The_honest_event_holds()
    {
        Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(Honest()));
    }

    [Theory]
    [InlineData("eip155:1", "Unsupported chainId 'eip155:1'. Configured anchor service only supports 'eip155:31337'")]
    [InlineData("inmemory:12345", "Unsupported chainId 'inmemory:12345' - must be eip155 namespace")]
    [InlineData("solana:1", "Unsupported chainId 'solana:1' - must be eip155 namespace")]
    public async Task A_proof_of_a_chain_that_does_not_count_is_refused_before_any_is_asked(string chain, string text)
    {
        await RefusesAsync(Anchored(new(chain, _txHash, AnchorSamples.MinedSeconds)), text, asked: false);
    }

    [Fact]
    public async Task A_transaction_that_the_chain_does_not_have_proves_nothing()
    {
        var made = AnchorReceipt.TransactionName(new byte[32]);

        await RefusesAsync(
            Anchored(new(_chain.ChainId, made, AnchorSamples.MinedSeconds)),
            $"Failed to load transaction data for transaction 0x{new string('0', 64)}",
            asked: true
        );
    }

    [Fact]
    public async Task A_transaction_of_another_root_proves_nothing()
    {
        var other = AnchorSamples.Batch(6);
        var time = other.Anchor(Receipt()).First().Time;

        await RefusesAsync(time, $"The root CID {other.Root} is not in the transaction", asked: true);
    }

    [Fact]
    public async Task The_path_of_another_leaf_leads_to_another_event()
    {
        var (mine, other) = (Honest(0), Honest(1));
        var time = Time(mine) with { Path = Time(other).Path };

        await RefusesAsync(
            Event(time, 0, other.Evidence!.Blocks),
            $"The anchor commit proof {time.Proof} with path {time.Path} points to invalid 'prev' commit",
            asked: false
        );
    }

    [Fact]
    public async Task The_proof_of_one_stream_does_not_serve_another()
    {
        var time = Time(Honest(0)) with { Prev = AnchorSamples.CidOf("tip of a stranger") };

        await RefusesAsync(
            Event(time, 77, Honest(0).Evidence!.Blocks),
            $"The anchor commit proof {time.Proof} with path {time.Path} points to invalid 'prev' commit",
            asked: false
        );
    }

    [Fact]
    public void An_event_of_one_stream_that_anchors_the_tip_of_another_is_not_taken_by_either()
    {
        using var scene = new DocumentScene();
        var model = scene.Model().Id;
        DocumentState[] documents = [scene.List(model, """{"text":"a"}"""), scene.List(model, """{"text":"b"}""")];
        var batch = AnchorBatch.Of([.. documents.Select(one => new AnchorRequest(one.Id, one.Tip))]);
        var anchored = batch.Anchor(Receipt()).ToArray();
        var crossed = Event(Time(anchored[0].Time), documents[1].Id.Init, anchored[0].Time.Evidence!.Blocks);

        Assert.IsNotType<ApplyResult.Applied>(scene.Lab.Apply(crossed));
        scene.Lab.Take<DocumentState>(anchored[0].Time);
        scene.Lab.Take<DocumentState>(anchored[1].Time);
    }

    [Fact]
    public async Task A_tampered_block_is_found_by_its_name()
    {
        var honest = Honest();
        var blocks = honest.Evidence!.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            Block[] tampered = [.. blocks];
            var bytes = blocks[i].Bytes.ToArray();
            bytes[^1] ^= 1;
            tampered[i] = new(blocks[i].Cid, bytes);

            var kind = i == 0 ? "proof block" : "tree node";
            await RefusesAsync(
                honest with
                {
                    Evidence = new(tampered, 1),
                },
                $"The anchor commit couldn't be verified. Reason the bytes of the {kind} {blocks[i].Cid} are others",
                asked: false
            );
        }

        var other = honest.Event.Bytes.ToArray();
        other[^1] ^= 1;
        var refused = await VerifyAsync(honest with { Event = new(honest.Event.Cid, other) });
        Assert.Equal(RefusalCode.CidMismatch, Assert.IsType<TimeVerdict.Refused>(refused).Reason.Code);
    }

    [Fact]
    public async Task A_block_that_did_not_come_along_is_named()
    {
        var honest = Honest();
        var blocks = honest.Evidence!.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            var kind = i == 0 ? "proof block" : "tree node";
            var verdict = await VerifyAsync(honest with { Evidence = new([.. blocks.Where(b => b != blocks[i])], 1) });

            Assert.Equal(
                new TimeVerdict.Missing(
                    blocks[i].Cid,
                    new(
                        RefusalCode.InvalidProof,
                        $"The anchor commit couldn't be verified. Reason the {kind} {blocks[i].Cid} is missing"
                    )
                ),
                verdict
            );
        }

        Assert.Empty(_chain.Asked);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("00")]
    [InlineData("0/")]
    [InlineData("/0")]
    [InlineData("0/length")]
    [InlineData("0/../0")]
    public async Task A_path_of_other_steps_than_0_and_1_is_refused(string path)
    {
        var verdict = await VerifyAsync(Event(Time(Honest()) with { Path = path }, 0, Honest().Evidence!.Blocks));

        Assert.Equal(RefusalCode.InvalidProof, Assert.IsType<TimeVerdict.Refused>(verdict).Reason.Code);
        Assert.Empty(_chain.Asked);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task A_path_has_at_most_64_steps(int steps, bool holds)
    {
        var (time, blocks) = Deep(steps);

        var verdict = await VerifyAsync(Event(time, 0, blocks));

        if (holds)
            Assert.IsType<TimeVerdict.Proven>(verdict);
        else
            Assert.EndsWith(
                "Reason a path of 65 steps, limit 64",
                Assert.IsType<TimeVerdict.Refused>(verdict).Reason.Detail
            );
    }

    [Fact]
    public async Task A_transaction_that_waits_for_its_block_gives_no_time()
    {
        var pending = _chain.Send(_batch.Root);

        var verdict = await VerifyAsync(Anchored(new(_chain.ChainId, pending, AnchorSamples.MinedSeconds)));

        Assert.Equal(UnprovenReason.Unsettled, Assert.IsType<TimeVerdict.Unproven>(verdict).Reason);
    }

    [Theory]
    [InlineData("0x00000000000000000000000000000000000000aa")]
    [InlineData(null)]
    public async Task A_call_of_another_contract_is_refused(string? contract)
    {
        var txHash = _chain.Send(_batch.Root, contract);
        _chain.Mine(txHash, AnchorSamples.MinedAt, AnchorSamples.MinedSeconds);

        await RefusesAsync(
            Anchored(new(_chain.ChainId, txHash, AnchorSamples.MinedSeconds)),
            $"Anchor was created using address {contract}. This is not the official anchoring contract address "
                + AnchorChains.OfficialContract,
            asked: true
        );
    }

    [Fact]
    public async Task When_the_chain_drops_a_shallow_transaction_the_proof_no_longer_holds()
    {
        _chain.Newest = AnchorSamples.MinedAt + 10;
        Assert.False(Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(Honest())).IsFinal);

        _chain.Drop(_txHash);

        Assert.IsType<TimeVerdict.Refused>(await VerifyAsync(Honest()));
    }

    [Fact]
    public async Task When_the_chain_moves_a_shallow_transaction_to_a_later_block_the_time_moves_too()
    {
        _chain.Newest = AnchorSamples.MinedAt + 10;
        Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(Honest()));

        _chain.Mine(_txHash, AnchorSamples.MinedAt + 2, AnchorSamples.MinedSeconds + 24, fork: "other");

        var proven = Assert.IsType<TimeVerdict.Proven>(await VerifyAsync(Honest()));
        Assert.Equal(AnchorSamples.MinedSeconds + 24, proven.Evidence.TimestampSeconds);
    }

    [Fact]
    public async Task A_time_that_the_proof_block_claims_is_not_read()
    {
        var honest = Honest();
        Assert.True(DagCborDecoder.ReadStrict(honest.Evidence!.Blocks[0].Bytes).TryGet<IpldMap>(out var body));
        var claiming = DagCborEncoder.ToBlock(body.With("blockNumber", 1L).With("blockTimestamp", 1L));
        var time = Time(honest) with { Proof = claiming.Cid };

        var verdict = await VerifyAsync(Event(time, 0, [claiming, .. honest.Evidence.Blocks.Skip(1)]));

        Assert.Equal(AnchorSamples.MinedSeconds, Assert.IsType<TimeVerdict.Proven>(verdict).Evidence.TimestampSeconds);
    }

    AnchorReceipt Receipt() => new(_chain.ChainId, _txHash, AnchorSamples.MinedSeconds);

    EventBlocks Honest(int stream = 0) => _batch.Anchor(Receipt()).ElementAt(stream).Time;

    EventBlocks Anchored(AnchorReceipt receipt) => _batch.Anchor(receipt).First().Time;

    static TimeEvent Time(EventBlocks blocks) =>
        TimeEvent.TryRead(blocks.Event, out var time) ? time : throw new InvalidOperationException("no time event");

    static EventBlocks Event(TimeEvent time, int stream, IReadOnlyList<Block> blocks) =>
        Event(time, AnchorSamples.Request(stream).Stream.Init, blocks);

    static EventBlocks Event(TimeEvent time, Cid init, IReadOnlyList<Block> blocks) =>
        new(DagCborEncoder.ToBlock(time.ToIpld(init))) { Evidence = new(blocks, 1) };

    /// <summary>A tree that is one long branch to the right, anchored.</summary>
    (TimeEvent Time, IReadOnlyList<Block> Blocks) Deep(int steps)
    {
        var tip = AnchorSamples.Request(0).Tip;
        var nodes = new List<Block>();
        for (var i = 0; i < steps; i++)
            nodes.Add(DagCborEncoder.ToBlock(IpldList.Of(tip, nodes.Count == 0 ? tip : nodes[^1].Cid)));
        var txHash = _chain.Send(nodes[^1].Cid);
        _chain.Mine(txHash, AnchorSamples.MinedAt, AnchorSamples.MinedSeconds);
        var receipt = new AnchorReceipt(_chain.ChainId, txHash, AnchorSamples.MinedSeconds);
        var proof = ProofBlock.ToBlock(receipt.ProofOf(nodes[^1].Cid));
        return (new(tip, proof.Cid, string.Join('/', Enumerable.Repeat('1', steps))), [proof, .. nodes]);
    }

    async Task RefusesAsync(EventBlocks forged, string text, bool asked)
    {
        var verdict = await VerifyAsync(forged);

        Assert.Equal(new TimeVerdict.Refused(new(RefusalCode.InvalidProof, text)), verdict);
        Assert.Equal(asked, _chain.Asked.Count > 0);
    }

    ValueTask<TimeVerdict> VerifyAsync(EventBlocks blocks) =>
        _verifier.VerifyAsync(blocks.Event, blocks.Evidence!.Blocks, TestContext.Current.CancellationToken);
}
