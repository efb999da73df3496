using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Trees;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Anchoring;

/// <summary>Whole anchor runs of the old service, made again from the leaves as they were given.</summary>
sealed class AnchorTreeVectors : VectorClaims
{
    public AnchorTreeVectors()
        : base("anchor-trees.json")
    {
        Claim(A_recorded_tree_is_made_again_node_by_node);
        Claim(Proof_events_and_witness_files_of_a_recorded_run_are_made_again_byte_for_byte);
    }

    static void A_recorded_tree_is_made_again_node_by_node(VectorCase one)
    {
        var leaves = LeavesInOrder(one);
        var tree = SplitTree.Of([.. leaves.Select(leaf => leaf.Tip)]);

        Assert.Equal(Cid(one.Json, "root"), tree.Root);
        Assert.Equal(
            one.Json.GetProperty("treeBlocks")
                .EnumerateArray()
                .Select(node => (Cid(node, "cid"), node.Text("cbor")))
                .Order(),
            tree.Nodes.Select(node => (node.Cid, Convert.ToHexStringLower(node.Bytes.Span))).Order()
        );
        var events = one.Json.GetProperty("events").EnumerateArray();
        Assert.Equal(events.Select(vector => vector.Text("streamId")), leaves.Select(leaf => leaf.Stream.ToString()));
        Assert.Equal(events.Select(vector => vector.Text("path")), tree.Paths);
    }

    static void Proof_events_and_witness_files_of_a_recorded_run_are_made_again_byte_for_byte(VectorCase one)
    {
        var leaves = LeavesInOrder(one);
        var tree = SplitTree.Of([.. leaves.Select(leaf => leaf.Tip)]);
        var hash = Convert.FromHexString(one.Json.Text("txHash").AsSpan(2));
        var receipt = new AnchorReceipt(one.Json.Text("chainId"), AnchorReceipt.TransactionName(hash), 1_700_000_000);
        var nodes = tree.Nodes.ToDictionary(node => node.Cid);

        var proof = ProofBlock.ToBlock(receipt.ProofOf(tree.Root));

        Assert.Equal(Cid(one.Json, "proofCid"), proof.Cid);
        foreach (var (i, recorded) in one.Json.GetProperty("events").EnumerateArray().Index())
        {
            var time = new TimeEvent(leaves[i].Tip, proof.Cid, tree.Paths[i]);
            var made = new EventBlocks(DagCborEncoder.ToBlock(time.ToIpld(leaves[i].Stream.Init)))
            {
                Evidence = new([proof, .. NodesOn(tree, nodes, tree.Paths[i])], receipt.TimestampSeconds),
            };

            Assert.Equal(Cid(recorded, "eventCid"), made.Event.Cid);
            Assert.Equal(recorded.Text("eventBytes"), Convert.ToHexStringLower(made.Event.Bytes.Span));
            Assert.Equal(
                recorded.Text("witnessCar").TrimEnd('='),
                Convert.ToBase64String(WitnessCar.Write(made)).TrimEnd('=')
            );
        }
    }

    static List<SplitLeaf> LeavesInOrder(VectorCase one) =>
        [
            .. one
                .Json.GetProperty("leavesAsGiven")
                .EnumerateArray()
                .Select(leaf => new SplitLeaf(
                    Cid(leaf, "tip"),
                    StreamId.Parse(leaf.Text("streamId")),
                    leaf.GetProperty("model").GetString() is { } model ? StreamId.Parse(model) : null,
                    leaf.Text("controller")
                ))
                .Order(LeafOrder.ByModel),
        ];

    static IEnumerable<Block> NodesOn(SplitTree tree, Dictionary<Cid, Block> nodes, string path)
    {
        var at = tree.Root;
        foreach (var step in path.Split('/'))
        {
            var node = nodes[at];
            yield return node;
            Assert.True(DagCborDecoder.ReadStrict(node.Bytes).TryGet<IpldList>(out var list));
            at = ((IpldLink)list[step == "0" ? 0 : 1]).Value;
        }
    }

    static Cid Cid(Recorded vector, string member) => ComposeServer.Ipld.Cid.Parse(vector.Text(member));
}
