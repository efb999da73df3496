using System.Text.Json.Nodes;
using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Pull;

namespace ComposeServer.Tests.Sync.Pull;

public sealed class PullTimeTests : IAsyncDisposable
{
    static readonly DateTimeOffset LongAgo = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    PullScene? _scene;

    public ValueTask DisposeAsync() => _scene?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_proof_without_a_tree_is_made_whole_from_the_state_and_confirmed_by_its_chain()
    {
        var scene = await StartAsync(world => world.ExpiredNote(LongAgo));
        scene.To.Times = Attesting(LongAgo.AddHours(1));

        var report = await scene.PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal((1, 2), (report.Import.TimesVerified, report.Import.TimesUnverified));
    }

    [Fact]
    public async Task Of_a_proof_with_a_tree_the_time_stays_unverified_even_when_the_chain_can_be_asked()
    {
        var scene = await StartAsync(_ => []);
        scene.To.Times = Attesting(LongAgo);

        var report = await scene.PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal((0, 2), (report.Import.TimesVerified, report.Import.TimesUnverified));
        foreach (var time in scene.World.TimeEvents)
        {
            var stored = await StoredAsync(scene, time);
            Assert.Null(stored.TimestampSeconds);
            Assert.Equal(time.Evidence!.Blocks.Take(1), stored.Blocks);
        }
    }

    [Fact]
    public async Task A_session_that_ended_is_not_saved_by_a_time_that_nobody_can_verify_unless_the_node_is_trusted()
    {
        var scene = await StartAsync(world => UnderTree(world.ExpiredNote(LongAgo)));

        var strict = await scene.PullAsync();
        var trusting = await scene.PullAsync(PullScene.Quick with { TrustsTimes = true });

        Assert.Equal([IdentityCode.CapabilityExpired], strict.Import.Refused.Keys);
        Assert.True(trusting.IsComplete);
        Assert.Equal((3, 1), (trusting.Import.Taken, trusting.Import.TimesUnverified));
    }

    [Fact]
    public async Task Earlier_proofs_are_in_the_states_of_earlier_commits()
    {
        IReadOnlyList<EventBlocks> note = [];
        var scene = await StartAsync(world => note = Twice(world.FirstNote));
        scene.To.Times = Attesting(LongAgo);

        var report = await scene.PullAsync(new PullSelection { Streams = [IdOf(note[0])] });

        Assert.True(report.IsComplete);
        Assert.Equal(2, report.Import.TimesVerified);
        Assert.Contains($"/api/v0/streams/{IdOf(note[0]).At(note[2].Event.Cid)}", scene.From.Asked);
    }

    [Fact]
    public async Task A_proof_block_of_old_keeps_its_number_and_time()
    {
        var scene = await StartAsync(world => WithOldProof(world.ExpiredNote(LongAgo)));
        scene.To.Times = Attesting(LongAgo.AddHours(1));

        var report = await scene.PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(1, report.Import.TimesVerified);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("txHash")]
    [InlineData("chainId")]
    [InlineData("more")]
    [InlineData("")]
    public async Task A_proof_that_does_not_hash_to_its_name_is_none_and_the_stream_goes_on_without(string damage)
    {
        var scene = await StartAsync(_ => []);
        scene.To.Times = Attesting(LongAgo);
        scene.From.Damage = (_, body) => Spoil(body, damage);

        var report = await scene.PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal((0, 2), (report.Import.TimesVerified, report.Import.TimesUnverified));
        Assert.Equal(await scene.ExpectedAsync(), await scene.To.StatesAsync());
        Assert.Empty((await StoredAsync(scene, scene.World.TimeEvents[0])).Blocks);
    }

    [Fact]
    public async Task A_file_with_a_partial_proof_is_taken_where_that_is_asked_for()
    {
        await using var to = new SyncNode();
        using var world = new SyncScene();
        var nodes = world.TimeEvents[0].Evidence!.Blocks[1];
        var blocks = world.Events.SelectMany(SyncNode.BlocksOf).Where(block => block != nodes).ToList();

        var strict = await to.ImportAsync(blocks);
        var lenient = await to.ImportAsync(blocks, new() { KeepsPartialProofs = true });

        Assert.Equal(2, strict.Incomplete.Count);
        Assert.True(lenient.IsComplete);
        Assert.Equal(2, lenient.TimesUnverified);
    }

    async Task<PullScene> StartAsync(Func<SyncScene, IReadOnlyList<EventBlocks>> more) =>
        _scene = await PullScene.StartAsync(world =>
        {
            var added = more(world);
            var changed = added.Select(WatchedDoor.InitOf).ToHashSet();
            return [.. world.Events.Where(one => !changed.Contains(WatchedDoor.InitOf(one))), .. added];
        });

    static ITimeVerifier Attesting(DateTimeOffset at) =>
        SyncNode.Asking(new GnosisAnswers(new ChainAnswer.Attested(at.ToUnixTimeSeconds())));

    static StreamId IdOf(EventBlocks init) => new(StreamType.Document, init.Event.Cid);

    static async Task<TimeEvidence> StoredAsync(PullScene scene, EventBlocks time)
    {
        var log = await scene.To.Log.FindLogAsync(WatchedDoor.InitOf(time), default);
        var events = await scene.To.Log.ReadEventsAsync(log!.Value, default);
        return events.Single(one => one.Entry.Cid == time.Event.Cid).Blocks.Evidence!;
    }

    /// <summary>Puts the anchored event of a note into a tree of two.</summary>
    static IReadOnlyList<EventBlocks> UnderTree(IReadOnlyList<EventBlocks> note)
    {
        var tree = DagCborEncoder.ToBlock(IpldList.Of(note[0].Event.Cid, note[1].Event.Cid));
        var proof = note[2].Evidence!.Blocks[0];
        Assert.True(ProofBlock.TryRead(proof.Bytes, out var read));
        return [.. note.Take(2), Anchor(note, note[1], read with { Root = tree.Cid }, "1", tree)];
    }

    /// <summary>Anchors a note after its first change, and what follows once more.</summary>
    static IReadOnlyList<EventBlocks> Twice(IReadOnlyList<EventBlocks> note)
    {
        var first = Anchor(note, note[1], Proof(note[1].Event.Cid), "");
        return [note[0], note[1], first, Anchor(note, first, Proof(first.Event.Cid), "")];
    }

    static AnchorProof Proof(Cid root) =>
        new(
            "eip155:100",
            root,
            Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]),
            TransactionRoot.ContractCall
        );

    static EventBlocks Anchor(
        IReadOnlyList<EventBlocks> note,
        EventBlocks prev,
        AnchorProof proof,
        string path,
        params IEnumerable<Block> tree
    )
    {
        var block = ProofBlock.ToBlock(proof);
        var time = new TimeEvent(prev.Event.Cid, block.Cid, path);
        return new(DagCborEncoder.ToBlock(time.ToIpld(note[0].Event.Cid)))
        {
            Evidence = new([block, .. tree], LongAgo.AddHours(1).ToUnixTimeSeconds()),
        };
    }

    static IReadOnlyList<EventBlocks> WithOldProof(IReadOnlyList<EventBlocks> note)
    {
        var proof = note[2].Evidence!.Blocks[0];
        Assert.True(DagCborDecoder.ReadAsReference(proof.Bytes).TryGet<IpldMap>(out var map));
        var old = DagCborEncoder.ToBlock(map.With("blockNumber", 18_000_000).With("blockTimestamp", 1_709_294_400));
        var time = new TimeEvent(note[1].Event.Cid, old.Cid, "");
        return
        [
            .. note.Take(2),
            new(DagCborEncoder.ToBlock(time.ToIpld(note[0].Event.Cid))) { Evidence = new([old], 1) },
        ];
    }

    static void Spoil(JsonNode body, string member)
    {
        if (body["state"] is { } state)
            SpoilState(state, member);
        foreach (var edge in body["edges"]?.AsArray() ?? [])
            SpoilState(edge!["node"]!, member);
    }

    static void SpoilState(JsonNode state, string member)
    {
        if (state["anchorProof"] is not JsonObject proof)
            return;
        if (member.Length == 0)
            ((JsonObject)state).Remove("anchorProof");
        else
            proof[member] = member is "root" or "txHash" ? state["log"]![0]!["cid"]!.GetValue<string>() : "eip155:1";
    }
}
