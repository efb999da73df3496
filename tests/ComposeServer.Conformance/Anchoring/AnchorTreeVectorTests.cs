using System.Text.Json;
using ComposeServer.Anchoring.Batch;
using ComposeServer.Anchoring.Trees;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Anchoring;

/// <summary>Whole anchor runs of the old service, made again from the leaves as they were given.</summary>
public class AnchorTreeVectorTests
{
    const string Trees = "anchor-trees.json";

    public static TheoryData<string> Cases => VectorFile.CaseNames(Trees);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recorded_tree_is_made_again_node_by_node(string name)
    {
        var vector = VectorFile.Case(Trees, name);

        var leaves = LeavesInOrder(vector);
        var tree = SplitTree.Of([.. leaves.Select(leaf => leaf.Tip)]);

        Assert.Equal(Cid(vector, "root"), tree.Root);
        Assert.Equal(
            vector
                .GetProperty("treeBlocks")
                .EnumerateArray()
                .Select(node => (Cid(node, "cid"), Text(node, "cbor")))
                .Order(),
            tree.Nodes.Select(node => (node.Cid, Convert.ToHexStringLower(node.Bytes.Span))).Order()
        );
        var events = vector.GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(events.Select(one => Text(one, "streamId")), leaves.Select(leaf => leaf.Stream.ToString()));
        Assert.Equal(events.Select(one => Text(one, "path")), tree.Paths);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Proof_events_and_witness_files_of_a_recorded_run_are_made_again_byte_for_byte(string name)
    {
        var vector = VectorFile.Case(Trees, name);
        var leaves = LeavesInOrder(vector);
        var tree = SplitTree.Of([.. leaves.Select(leaf => leaf.Tip)]);
        var hash = Convert.FromHexString(Text(vector, "txHash").AsSpan(2));
        var receipt = new AnchorReceipt(Text(vector, "chainId"), AnchorReceipt.TransactionName(hash), 1_700_000_000);
        var nodes = tree.Nodes.ToDictionary(node => node.Cid);

        var proof = ProofBlock.ToBlock(receipt.ProofOf(tree.Root));

        Assert.Equal(Cid(vector, "proofCid"), proof.Cid);
        foreach (var (recorded, i) in vector.GetProperty("events").EnumerateArray().Select((one, i) => (one, i)))
        {
            var time = new TimeEvent(leaves[i].Tip, proof.Cid, tree.Paths[i]);
            var made = new EventBlocks(DagCborEncoder.ToBlock(time.ToIpld(leaves[i].Stream.Init)))
            {
                Evidence = new([proof, .. NodesOn(tree, nodes, tree.Paths[i])], receipt.TimestampSeconds),
            };

            Assert.Equal(Cid(recorded, "eventCid"), made.Event.Cid);
            Assert.Equal(Text(recorded, "eventBytes"), Convert.ToHexStringLower(made.Event.Bytes.Span));
            Assert.Equal(
                Text(recorded, "witnessCar").TrimEnd('='),
                Convert.ToBase64String(WitnessCar.Write(made)).TrimEnd('=')
            );
        }
    }

    static List<SplitLeaf> LeavesInOrder(JsonElement vector) =>
        [
            .. vector
                .GetProperty("leavesAsGiven")
                .EnumerateArray()
                .Select(leaf => new SplitLeaf(
                    Cid(leaf, "tip"),
                    StreamId.Parse(Text(leaf, "streamId")),
                    leaf.GetProperty("model").GetString() is { } model ? StreamId.Parse(model) : null,
                    Text(leaf, "controller")
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

    static Cid Cid(JsonElement vector, string member) => ComposeServer.Ipld.Cid.Parse(Text(vector, member));

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
