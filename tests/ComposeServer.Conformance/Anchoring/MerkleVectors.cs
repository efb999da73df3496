using System.Globalization;
using System.Text.Json;
using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Trees;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Anchoring;

/// <summary>Roots and paths of both generations of trees over the same leaves, by their number.</summary>
sealed class MerkleVectors : VectorClaims
{
    public MerkleVectors()
        : base("ceramic-protocol.json")
    {
        Claim(The_leaves_are_the_recorded_ones, IsMerkle);
        Claim(A_split_tree_has_the_recorded_root_and_paths, IsMerkle);
        Claim(A_mountain_range_has_the_recorded_root_and_paths, IsMerkle);
        Claim(The_recorded_time_event_of_a_tile_is_made_again, one => one.Name == "streams");
    }

    static bool IsMerkle(VectorCase one) => one.Name == "merkle";

    static void The_leaves_are_the_recorded_ones(VectorCase one)
    {
        string[] recorded = [.. one.Json.Texts("leaves")];

        Assert.Equal(recorded, Leaves(recorded.Length).Select(leaf => leaf.ToString()));
    }

    static void A_split_tree_has_the_recorded_root_and_paths(VectorCase one)
    {
        foreach (var (count, recorded) in Trees(one, "splitTree"))
        {
            var tree = SplitTree.Of(Leaves(count));

            Assert.Equal(recorded.Text("root"), tree.Root.ToString());
            Assert.Equal(recorded.Texts("paths"), tree.Paths);
        }
    }

    static void A_mountain_range_has_the_recorded_root_and_paths(VectorCase one)
    {
        foreach (var (count, recorded) in Trees(one, "mountainRange"))
        {
            var tree = new MountainRange();

            foreach (var leaf in Leaves(count))
                tree.Add(leaf);

            Assert.Equal(recorded.Text("root"), tree.Root.ToString());
            // Null where the sizes of the peaks differ: only the root is recorded.
            if (recorded.GetProperty("paths").ValueKind != JsonValueKind.Null)
                Assert.Equal(
                    recorded.Texts("paths"),
                    Enumerable.Range(0, count).Select(i => MountainRange.PathOf(i, count))
                );
        }
    }

    static void The_recorded_time_event_of_a_tile_is_made_again(VectorCase one)
    {
        var recorded = one.Json.GetProperty("time");
        var http = recorded.GetProperty("http");
        var tip = Cid.Parse(http.Text("prev"));
        var tree = SplitTree.Of([tip]);
        var txHash = Cid.Parse(recorded.Text("txHashCid"));
        var receipt = new AnchorReceipt("eip155:1", txHash, 1_700_000_000);

        var proof = ProofBlock.ToBlock(receipt.ProofOf(tree.Root));

        Assert.Equal(txHash, AnchorReceipt.TransactionName(txHash.Digest));
        Assert.Equal(recorded.Text("root"), tree.Root.ToString());
        Assert.Equal(recorded.Text("rootCbor"), Hex(Assert.Single(tree.Nodes)));
        Assert.Equal(recorded.Text("proofCbor"), Hex(proof));
        Assert.Equal(http.Text("proof"), proof.Cid.ToString());
        Assert.Equal(http.Text("path"), Assert.Single(tree.Paths));
        var time = new TimeEvent(tip, proof.Cid, tree.Paths[0]);
        var made = DagCborEncoder.ToBlock(time.ToIpld(Cid.Parse(http.Text("id"))));
        Assert.Equal(recorded.Text("eventCbor"), Hex(made));
        Assert.Equal(recorded.Text("eventCid"), made.Cid.ToString());
    }

    static IEnumerable<(int Count, Recorded Tree)> Trees(VectorCase one, string generation)
    {
        var trees = one.Json.GetProperty(generation).EnumerateObject();
        Assert.NotEmpty(trees);
        return trees.Select(tree => (int.Parse(tree.Key, CultureInfo.InvariantCulture), tree.Value));
    }

    static Cid[] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(i => DagCborEncoder.ToBlock(IpldMap.Of(("i", (long)i))).Cid)];

    static string Hex(Block block) => Convert.ToHexStringLower(block.Bytes.Span);
}
