using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class TimeEventTests : IDisposable
{
    static readonly Cid TxHash = Cid.Create(Multicodec.EthTx, 0x1b, new byte[32]);

    readonly DocumentScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_proven_time_event_becomes_the_tip_and_leaves_the_content_alone()
    {
        var document = _scene.List(_scene.Model().Id, """{"text":"x"}""");

        var anchored = _scene.Lab.Take<DocumentState>(Anchor(document));

        Assert.Equal(document.Content, anchored.Content);
        Assert.Equal(2, anchored.Height);
        Assert.Equal("eip155:1", anchored.Proof!.ChainId);
        var written = _scene.Lab.Take<DocumentState>(_scene.Update(anchored, """{"text":"y"}"""));
        Assert.Equal(anchored.Proof, written.Proof);
    }

    [Fact]
    public void Models_are_anchored_too()
    {
        var model = _scene.Model();

        Assert.Equal(2, _scene.Lab.Take<ModelState>(Anchor(model)).Height);
    }

    [Fact]
    public void A_time_event_before_the_first_write_does_not_freeze_a_deterministic_document()
    {
        var model = _scene.SingleModel("""{"text":{"type":"string","maxLength":10}}""");
        var empty = _scene.Lab.Take<DocumentState>(DocumentEvents.SingleInit(model.Id, _scene.Signer.Did));

        var anchored = _scene.Lab.Take<DocumentState>(Anchor(empty));

        Assert.False(anchored.HasSignedEvent);
        _scene.Lab.Take<DocumentState>(_scene.Update(anchored, """{"text":"x"}"""));
    }

    [Fact]
    public void Without_evidence_a_time_event_is_refused()
    {
        var document = _scene.List(_scene.Model().Id, """{"text":"x"}""");

        Assert.Equal(RefusalCode.InvalidProof, _scene.Lab.Refuse(Anchor(document) with { Evidence = null }).Code);
    }

    [Fact]
    public void Evidence_without_the_proof_block_is_missing_and_a_tree_without_its_nodes_is_refused()
    {
        var document = _scene.List(_scene.Model().Id, """{"text":"x"}""");
        var anchor = Anchor(document);
        var blocks = anchor.Evidence!.Blocks;

        var missing = _scene.Lab.Apply(anchor with { Evidence = new([blocks[1]], 1) });
        Assert.Equal([blocks[0].Cid], Assert.IsType<ApplyResult.Missing>(missing).Cids);
        Assert.Equal(
            new Refusal(
                RefusalCode.InvalidProof,
                $"The anchor commit couldn't be verified. Reason the tree node {blocks[1].Cid} is missing"
            ),
            _scene.Lab.Refuse(anchor with { Evidence = new([blocks[0]], 1) })
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Where_a_block_could_not_be_had_the_event_is_kept_and_what_is_there_is_checked(int present)
    {
        var document = _scene.List(_scene.Model().Id, """{"text":"x"}""");
        var anchor = Anchor(document);
        var blocks = anchor.Evidence!.Blocks;
        var wrong = new Block(blocks[1].Cid, blocks[0].Bytes);

        Assert.Equal(
            RefusalCode.InvalidProof,
            _scene
                .Lab.Refuse(
                    Anchor(document, "0") with
                    {
                        Evidence = new([blocks[0], wrong], null) { IsPartial = true },
                    }
                )
                .Code
        );

        var kept = Assert.IsType<ApplyResult.Applied>(
            _scene.Lab.Apply(anchor with { Evidence = new([.. blocks.Take(present)], null) { IsPartial = true } })
        );

        Assert.Equal(anchor.Event.Cid, kept.State.Tip);
        Assert.Equal(present == 1, ((StreamState)kept.State).Proof is not null);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("1/0")]
    [InlineData("2")]
    [InlineData("1/")]
    [InlineData("length")]
    public void A_path_that_leads_elsewhere_proves_nothing(string path)
    {
        var document = _scene.List(_scene.Model().Id, """{"text":"x"}""");

        Assert.Equal(RefusalCode.InvalidProof, _scene.Lab.Refuse(Anchor(document, path)).Code);
    }

    [Fact]
    public void A_path_has_a_limit_of_steps()
    {
        var time = new TimeEvent(TxHash, TxHash, string.Join('/', Enumerable.Repeat("0", ProofPath.StepsMax + 1)));

        Assert.Contains("limit 64", ProofPath.Check(time, TxHash, _ => null)!.Value.Detail, StringComparison.Ordinal);
    }

    /// <summary>A tree of two leaves, the document's tip on the right.</summary>
    static EventBlocks Anchor(StreamState state, string path = "1")
    {
        var node = DagCborEncoder.ToBlock(IpldList.Of(TxHash, state.Tip));
        var proof = ProofBlock.ToBlock(new("eip155:1", node.Cid, TxHash, TransactionRoot.ContractCall));
        var time = new TimeEvent(state.Tip, proof.Cid, path);
        return new(DagCborEncoder.ToBlock(time.ToIpld(state.Id.Init))) { Evidence = new([proof, node], 1_700_000_000) };
    }
}
