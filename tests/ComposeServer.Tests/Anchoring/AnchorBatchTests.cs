using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.InMemory;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Anchoring;

public class AnchorBatchTests
{
    static readonly AnchorReceipt Receipt = new(
        AnchorChains.InMemory,
        AnchorSamples.CidOf("transaction"),
        AnchorSamples.MinedSeconds
    );

    readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(AnchorSamples.MinedSeconds));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Every_stream_of_a_batch_gets_an_event_that_holds_by_its_own_blocks(int streams)
    {
        var batch = AnchorSamples.Batch(streams);
        var verifier = AnchorSamples.Verifier(Chain());

        var anchored = batch.Anchor(Receipt).ToArray();

        Assert.Equal(
            Enumerable.Range(0, streams).Select(i => AnchorSamples.Request(i).Stream),
            anchored.Select(one => one.Stream)
        );
        foreach (var (one, i) in anchored.Select((one, i) => (one, i)))
        {
            Assert.True(TimeEvent.TryRead(one.Time.Event, out var time));
            Assert.Equal(AnchorSamples.Request(i).Tip, time.Prev);
            Assert.Equal(batch.ProofOf(Receipt).Cid, time.Proof);
            var verdict = await verifier.VerifyAsync(one.Time.Event, one.Time.Evidence!.Blocks, CancellationToken.None);
            var proven = Assert.IsType<TimeVerdict.Proven>(verdict);
            Assert.Equal(one.Time.Evidence.Blocks, proven.Evidence.Blocks);
            Assert.Equal(AnchorSamples.MinedSeconds, proven.Evidence.TimestampSeconds);
        }
    }

    [Fact]
    public void The_nodes_of_a_batch_are_those_that_its_events_need()
    {
        var batch = AnchorSamples.Batch(11);

        var needed = batch
            .Anchor(Receipt)
            .SelectMany(one => one.Time.Evidence!.Blocks.Skip(1))
            .Select(node => node.Cid);

        Assert.Equal(batch.Nodes.Select(node => node.Cid).Order(), needed.Distinct().Order());
        Assert.Equal(10, batch.Nodes.Count());
    }

    [Fact]
    public void An_empty_batch_and_a_stream_that_comes_twice_are_refused()
    {
        var request = AnchorSamples.Request(0);

        Assert.Throws<ArgumentException>(() => AnchorBatch.Of([]));
        Assert.Throws<ArgumentException>(() =>
            AnchorBatch.Of([request, request with { Tip = AnchorSamples.CidOf("later tip") }])
        );
    }

    [Fact]
    public void A_batch_has_a_limit_of_streams()
    {
        Assert.Throws<ArgumentException>(() => AnchorBatch.Of(new AnchorRequest[AnchorBatch.StreamsMax + 1]));
    }

    [Fact]
    public void A_witness_file_is_read_as_it_was_written()
    {
        var time = AnchorSamples.Batch(5).Anchor(Receipt).Last().Time;

        Assert.True(WitnessCar.TryRead(WitnessCar.Write(time), out var read, out var proof));

        Assert.Equal(time.Event, read);
        Assert.Equal(time.Evidence!.Blocks, proof);
        Assert.Throws<ArgumentException>(() => WitnessCar.Write(new(time.Event)));
    }

    [Fact]
    public void A_witness_file_that_is_cut_or_altered_or_holds_too_much_is_none()
    {
        var time = AnchorSamples.Batch(5).Anchor(Receipt).Last().Time;
        var file = WitnessCar.Write(time);
        var padding = Enumerable.Range(0, 70).Select(i => Block.Of(Multicodec.Raw, new[] { (byte)i }));
        var crowded = time with { Evidence = new([.. padding], 1) };

        Assert.False(WitnessCar.TryRead(file.AsMemory(0, file.Length - 1), out _, out _));
        Assert.False(WitnessCar.TryRead(file.AsMemory(1), out _, out _));
        Assert.False(WitnessCar.TryRead(ReadOnlyMemory<byte>.Empty, out _, out _));
        Assert.False(WitnessCar.TryRead(WitnessCar.Write(crowded), out _, out _));
        file[^1] ^= 1;
        Assert.False(WitnessCar.TryRead(file, out _, out _));
    }

    [Fact]
    public async Task The_in_memory_chain_anchors_each_event_by_itself_as_the_JS_node_does()
    {
        var chain = Chain();
        var verifier = AnchorSamples.Verifier(chain);

        var anchored = chain.AnchorEach([AnchorSamples.Request(0), AnchorSamples.Request(1)]).ToArray();

        var proofs = anchored.Select(one => one.Time.Evidence!.Blocks.Single()).ToArray();
        Assert.NotEqual(proofs[0], proofs[1]);
        for (var i = 0; i < 2; i++)
        {
            Assert.True(ProofBlock.TryRead(proofs[i].Bytes, out var proof));
            Assert.Equal(("inmemory:12345", "f(bytes32)"), (proof.ChainId, proof.TxType));
            Assert.Equal(AnchorSamples.Request(i).Tip, proof.Root);
            Assert.Equal(Multicodec.DagCbor, proof.TxHash.Codec);
            Assert.True(TimeEvent.TryRead(anchored[i].Time.Event, out var time));
            Assert.Equal("", time.Path);
            _clock.Advance(TimeSpan.FromHours(1));
            var verdict = await verifier.VerifyAsync(anchored[i].Time.Event, [proofs[i]], CancellationToken.None);
            Assert.Equal(
                AnchorSamples.MinedSeconds,
                Assert.IsType<TimeVerdict.Proven>(verdict).Evidence.TimestampSeconds
            );
        }
    }

    [Fact]
    public void The_in_memory_chain_anchors_a_batch_under_one_root_too()
    {
        var anchored = Chain().AnchorTogether(AnchorSamples.Batch(4)).ToArray();

        Assert.Equal(4, anchored.Length);
        Assert.Single(anchored.Select(one => one.Time.Evidence!.Blocks[0]).Distinct());
    }

    [Fact]
    public async Task A_proof_that_another_development_node_made_has_the_time_at_which_it_was_first_seen()
    {
        var proof = ProofBlock.ToBlock(Receipt.ProofOf(AnchorSamples.Request(0).Tip));
        var time = AnchoredStream.Of(AnchorSamples.Request(0), proof, "", [], Receipt).Time.Event;
        var verifier = AnchorSamples.Verifier(Chain());
        _clock.Advance(TimeSpan.FromSeconds(5));

        for (var again = 0; again < 2; again++)
        {
            var verdict = await verifier.VerifyAsync(time, [proof], CancellationToken.None);
            var proven = Assert.IsType<TimeVerdict.Proven>(verdict);
            Assert.Equal(AnchorSamples.MinedSeconds + 5, proven.Evidence.TimestampSeconds);
            Assert.True(proven.IsFinal);
            _clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Who_is_told_to_believe_names_takes_the_time_that_another_node_put_into_one_unless_it_has_yet_to_come()
    {
        var anchored = Chain().AnchorEach([AnchorSamples.Request(0)]).Single().Time;
        var ahead = new ManualClock(_clock.GetUtcNow().AddSeconds(5));
        ahead.Advance(TimeSpan.FromHours(1));
        var early = new InMemoryChain(ahead, new Random(8).NextBytes).AnchorEach([AnchorSamples.Request(0)]).Single();
        _clock.Advance(TimeSpan.FromSeconds(5));
        var (believing, other) = (Chain(believesNames: true), Chain());

        Assert.Equal(AnchorSamples.MinedSeconds, await TimeAsync(believing, anchored));
        Assert.Equal(AnchorSamples.MinedSeconds + 5, await TimeAsync(other, anchored));
        Assert.Equal(AnchorSamples.MinedSeconds + 5, await TimeAsync(believing, early.Time));

        static async Task<long?> TimeAsync(InMemoryChain chain, EventBlocks time)
        {
            var verdict = await AnchorSamples.Verifier(chain).VerifyAsync(time.Event, time.Evidence!.Blocks, default);
            return Assert.IsType<TimeVerdict.Proven>(verdict).Evidence.TimestampSeconds;
        }
    }

    InMemoryChain Chain(bool believesNames = false) => new(_clock, new Random(7).NextBytes, believesNames);
}
