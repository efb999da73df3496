using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Export;

namespace ComposeServer.Tests.Sync;

public sealed class ImportTimeTests : IAsyncDisposable
{
    readonly SyncScene _scene = new();
    readonly SyncNode _to = new();

    public async ValueTask DisposeAsync()
    {
        _scene.Dispose();
        await _to.DisposeAsync();
    }

    [Fact]
    public async Task A_proof_that_the_chain_confirms_is_stored_with_its_time()
    {
        _to.Times = SyncNode.Asking(new GnosisAnswers(new ChainAnswer.Attested(1_700_000_000)));

        var report = await _to.ImportAsync(await ExportAsync());

        Assert.Equal((2, 0), (report.TimesVerified, report.TimesUnverified));
        Assert.True(report.IsComplete);
    }

    [Fact]
    public async Task A_proof_of_a_chain_that_nobody_can_ask_is_kept_unverified()
    {
        var report = await _to.ImportAsync(await ExportAsync());

        Assert.Equal((0, 2), (report.TimesVerified, report.TimesUnverified));
        Assert.Equal(_scene.ExportedCount, report.Taken);
    }

    [Fact]
    public async Task A_proof_that_the_chain_denies_is_refused_with_what_the_chain_said()
    {
        _to.Times = SyncNode.Asking(new GnosisAnswers(new ChainAnswer.Absent()));

        var report = await _to.ImportAsync(await ExportAsync());

        Assert.Equal(
            _scene.TimeEvents.Select(blocks => blocks.Event.Cid).Order(),
            report.Refused[RefusalCode.InvalidProof].First.Order()
        );
        Assert.Equal(_scene.ExportedCount - 4, report.Taken);
        Assert.Equal(2, report.Parked.Count);
    }

    [Fact]
    public async Task A_path_that_leads_elsewhere_is_refused_before_any_chain_is_asked()
    {
        var honest = _scene.TimeEvents[0];
        var chain = new GnosisAnswers(new ChainAnswer.Attested(1_700_000_000));
        _to.Times = SyncNode.Asking(chain);
        var body = (IpldMap)DagCborDecoder.ReadStrict(honest.Event.Bytes).Value!;
        var misled = DagCborEncoder.ToBlock(body.With("path", "1"));
        var blocks = SyncNode.BlocksOf(await ExportAsync()).Where(block => !IsTime(block));

        var report = await _to.ImportAsync([.. blocks, misled]);

        Assert.Equal([misled.Cid], report.Refused[RefusalCode.InvalidProof].First);
        Assert.Equal(0, chain.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Without_its_proof_or_a_node_of_its_tree_a_time_event_is_incomplete(int lost)
    {
        var missing = _scene.TimeEvents[0].Evidence!.Blocks[lost].Cid;
        var blocks = SyncNode.BlocksOf(await ExportAsync()).Where(block => block.Cid != missing);

        var report = await _to.ImportAsync(blocks);

        Assert.Equal(2, report.Incomplete.Count);
        Assert.Equal([missing, missing], report.Missing.First);
        Assert.Equal(_scene.ExportedCount - 4, report.Taken);
    }

    [Fact]
    public async Task A_root_that_is_the_anchored_event_itself_needs_no_tree()
    {
        _to.Times = SyncNode.Asking(new GnosisAnswers(new ChainAnswer.Attested(1_700_000_000)));
        var note = _scene.FirstNote;
        var proof = ProofBlock.ToBlock(
            new AnchorProof(
                "eip155:100",
                note[2].Event.Cid,
                Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]),
                TransactionRoot.ContractCall
            )
        );
        var time = DagCborEncoder.ToBlock(new TimeEvent(note[2].Event.Cid, proof.Cid, "").ToIpld(note[0].Event.Cid));

        var report = await _to.ImportAsync([.. SyncNode.BlocksOf(await ExportAsync()), time, proof]);

        Assert.True(report.IsComplete);
        Assert.Equal(3, report.TimesVerified);
    }

    async Task<byte[]> ExportAsync()
    {
        await using var from = new SyncNode();
        await from.TakeAsync(_scene.Events);
        return await from.ExportAsync(new ExportSelection.Everything());
    }

    bool IsTime(Block block) => _scene.TimeEvents.Any(blocks => blocks.Event.Cid == block.Cid);
}
