using ComposeServer.Conformance.Ipld;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Streams;

/// <summary>Trees of anchored tips, the proof of their root, and the time event of every leaf.</summary>
sealed class TimeProofVectors : VectorClaims
{
    public TimeProofVectors()
        : base("anchor-trees.json")
    {
        Claim(Every_time_event_is_made_again_and_its_path_leads_to_its_event);
        Claim(The_proof_is_made_again_and_holds_by_its_transaction);
        Claim(Every_leaf_has_its_place_its_neighbours_and_its_witness);
    }

    static void Every_time_event_is_made_again_and_its_path_leads_to_its_event(VectorCase one)
    {
        var nodes = Nodes(one);
        ReadOnlyMemory<byte>? Node(Cid cid) => nodes.TryGetValue(cid, out var bytes) ? bytes : null;
        var root = Cid(one.Json, "root");

        foreach (var vector in one.Json.GetProperty("events").EnumerateArray())
        {
            var bytes = vector.Hex("eventBytes");
            Assert.True(DagCborDecoder.ReadStrict(bytes).TryGet<IpldMap>(out var body));
            Assert.True(TimeEvent.TryRead(body, out var time));

            Assert.Null(ProofPath.Check(time, root, Node));
            Assert.Equal(bytes, DagCborEncoder.Encode(time.ToIpld(Cid(vector, "initCid"))));
            Assert.Equal(Cid(vector, "eventCid"), ComposeServer.Ipld.Cid.Compute(Multicodec.DagCbor, bytes));
            Assert.Equal(new TimeEvent(Cid(vector, "tip"), Cid(one.Json, "proofCid"), vector.Text("path")), time);
            Assert.Equal<IpldValue>(body, DagJsonValue.Of(vector.GetProperty("event").Json));

            var elsewhere = time with { Prev = Cid(vector, "initCid") };
            Assert.Equal(
                $"The anchor commit proof {time.Proof} with path {time.Path} points to invalid 'prev' commit",
                ProofPath.Check(elsewhere, root, Node)!.Value.Detail
            );
        }
    }

    static void The_proof_is_made_again_and_holds_by_its_transaction(VectorCase one)
    {
        var tree = one.Json;
        var chains = new AnchorChains();
        var proof = new AnchorProof(
            tree.Text("chainId"),
            Cid(tree, "root"),
            Cid(tree, "txHashCid"),
            TransactionRoot.ContractCall
        );
        var input = Convert.FromHexString(tree.Text("txInput")[2..]);

        var block = ProofBlock.ToBlock(proof);

        Assert.Equal(Cid(tree, "proofCid"), block.Cid);
        Assert.Equal(DagCborDecoder.ReadStrict(block.Bytes).Value, DagJsonValue.Of(tree.At("proof").Json));
        Assert.True(ProofBlock.TryRead(block.Bytes, out var read));
        Assert.Equal(proof, read);
        Assert.Equal(input, TransactionRoot.ToCallData(proof.Root));
        Assert.Null(ProofRules.CheckChain(proof, chains));
        var transaction = new AnchorTransaction(input, AnchorChains.OfficialContract, 20_000_000, 1_700_000_000);
        Assert.Null(ProofRules.Check(proof, transaction, chains));
        Assert.Equal(
            new Refusal(RefusalCode.InvalidProof, $"The root CID {proof.Root} is not in the transaction"),
            ProofRules.Check(proof, transaction with { Input = input.AsMemory(1) }, chains)
        );
        Assert.Equal(
            $"Failed to load transaction data for transaction {tree.Text("txHash")}",
            ProofRules.Check(proof, transaction with { BlockNumber = null }, chains)!.Value.Detail
        );
    }

    /// <summary>Leaves are sorted before the tree is built; a time event says where its leaf came to stand.</summary>
    static void Every_leaf_has_its_place_its_neighbours_and_its_witness(VectorCase one)
    {
        var nodes = Nodes(one);
        Assert.All(nodes, node => Assert.True(node.Key.Names(node.Value)));
        var events = one.Json.GetProperty("events").EnumerateArray();
        Assert.Equal(
            one.Json.GetProperty("leavesAsGiven").EnumerateArray().Select(Leaf).Order(StringComparer.Ordinal),
            events.Select(Leaf).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Enumerable.Range(0, events.Count),
            events.Select(vector => vector.GetProperty("index").GetInt32())
        );

        foreach (var vector in events)
        {
            Assert.Equal(vector.Text("path"), vector.Text("pathByIndex"));
            Assert.Equal(Cid(vector, "initCid"), StreamId.Parse(vector.Text("streamId")).Init);
            Assert.Equal(Neighbours(one, nodes, vector.Text("path")), vector.Texts("proofNodes"));
            AssertWitness(one, nodes, vector);
        }
    }

    static void AssertWitness(VectorCase one, Dictionary<Cid, byte[]> nodes, Recorded vector)
    {
        var bytes = Convert.FromBase64String(vector.Text("witnessCar"));
        Assert.True(CarFile.TryRead(bytes, CarLimits.Default, out var car, out var error), error.Code);
        Assert.Equal([Cid(vector, "eventCid")], car.Roots);
        Assert.True(car.TryFind(Cid(one.Json, "proofCid"), out _));
        Assert.True(car.TryFind(Cid(vector, "eventCid"), out _));
        Assert.All(Steps(one, nodes, vector.Text("path")), step => Assert.True(car.TryFind(step.Node, out _)));
        Assert.Equal(bytes, car.ToBytes());
    }

    /// <summary>What stands beside the path, from the leaf up to the root; beside a single leaf stands nothing.</summary>
    static IEnumerable<string> Neighbours(VectorCase one, Dictionary<Cid, byte[]> nodes, string path) =>
        Steps(one, nodes, path)
            .Select(step => step.Sides)
            .Zip(path.Split('/'), (sides, step) => sides.ElementAtOrDefault(step == "0" ? 1 : 0))
            .Where(side => !side.IsEmpty)
            .Select(side => side.ToString())
            .Reverse();

    static IEnumerable<(Cid Node, Cid[] Sides)> Steps(VectorCase one, Dictionary<Cid, byte[]> nodes, string path)
    {
        var at = Cid(one.Json, "root");
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var list = (IpldList)DagCborDecoder.ReadStrict(nodes[at]).Value!;
            Cid[] sides = [.. list.Items.OfType<IpldLink>().Select(link => link.Value)];
            yield return (at, sides);
            at = sides[step == "0" ? 0 : 1];
        }
    }

    static Dictionary<Cid, byte[]> Nodes(VectorCase one) =>
        one
            .Json.GetProperty("treeBlocks")
            .EnumerateArray()
            .ToDictionary(node => Cid(node, "cid"), node => node.Hex("cbor"));

    static string Leaf(Recorded leaf) =>
        $"{leaf.Text("streamId")} {leaf.Text("tip")} {leaf.GetProperty("model")} {leaf.Text("controller")}";

    static Cid Cid(Recorded vector, string member) => ComposeServer.Ipld.Cid.Parse(vector.Text(member));
}
