using System.Text.Json;
using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Trees;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Anchoring;

/// <summary>Roots and paths of both generations of trees over the same leaves.</summary>
public class MerkleVectorTests
{
    static readonly JsonElement Protocol = VectorFile.Read("ceramic-protocol.json");
    static readonly JsonElement Merkle = Protocol.GetProperty("merkle");

    public static TheoryData<int> Sizes => [1, 2, 3, 5];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_split_tree_has_the_recorded_root_and_paths(int leaves)
    {
        var vector = Merkle.GetProperty("splitTree").GetProperty($"{leaves}");

        var tree = SplitTree.Of(Leaves(leaves));

        Assert.Equal(vector.GetProperty("root").GetString(), tree.Root.ToString());
        Assert.Equal(Texts(vector.GetProperty("paths")), tree.Paths);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_mountain_range_has_the_recorded_root_and_paths(int leaves)
    {
        var vector = Merkle.GetProperty("mountainRange").GetProperty($"{leaves}");
        var tree = new MountainRange();

        foreach (var leaf in Leaves(leaves))
            tree.Add(leaf);

        Assert.Equal(vector.GetProperty("root").GetString(), tree.Root.ToString());
        if (vector.GetProperty("paths") is { ValueKind: JsonValueKind.Array } paths)
            Assert.Equal(Texts(paths), Enumerable.Range(0, leaves).Select(i => MountainRange.PathOf(i, leaves)));
    }

    [Fact]
    public void The_leaves_are_the_recorded_ones()
    {
        Assert.Equal(Texts(Merkle.GetProperty("leaves")), Leaves(5).Select(leaf => leaf.ToString()));
    }

    [Fact]
    public void The_recorded_time_event_of_a_tile_is_made_again()
    {
        var vector = Protocol.GetProperty("streams").GetProperty("time");
        var http = vector.GetProperty("http");
        var tree = SplitTree.Of([Cid.Parse(http.GetProperty("prev").GetString()!)]);
        var txHash = Cid.Parse(vector.GetProperty("txHashCid").GetString()!);
        var receipt = new AnchorReceipt("eip155:1", txHash, 1_700_000_000);

        var proof = ProofBlock.ToBlock(receipt.ProofOf(tree.Root));

        Assert.Equal(txHash, AnchorReceipt.TransactionName(txHash.Digest));
        Assert.Equal(vector.GetProperty("root").GetString(), tree.Root.ToString());
        Assert.Equal(
            vector.GetProperty("rootCbor").GetString(),
            Convert.ToHexStringLower(Assert.Single(tree.Nodes).Bytes.Span)
        );
        Assert.Equal(vector.GetProperty("proofCbor").GetString(), Convert.ToHexStringLower(proof.Bytes.Span));
        Assert.Equal(http.GetProperty("proof").GetString(), proof.Cid.ToString());
        Assert.Equal(http.GetProperty("path").GetString(), Assert.Single(tree.Paths));
        var time = new TimeEvent(Cid.Parse(http.GetProperty("prev").GetString()!), proof.Cid, tree.Paths[0]);
        var made = DagCborEncoder.ToBlock(time.ToIpld(Cid.Parse(http.GetProperty("id").GetString()!)));
        Assert.Equal(vector.GetProperty("eventCbor").GetString(), Convert.ToHexStringLower(made.Bytes.Span));
        Assert.Equal(vector.GetProperty("eventCid").GetString(), made.Cid.ToString());
    }

    static Cid[] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(i => DagCborEncoder.ToBlock(IpldMap.Of(("i", (long)i))).Cid)];

    static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(one => one.GetString());
}
