using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Conformance.Streams;

public class TimeProofVectorTests
{
    const string Trees = "anchor-trees.json";

    public static TheoryData<string> Cases => VectorFile.CaseNames(Trees);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_recorded_time_event_is_made_again_and_its_path_leads_to_its_event(string name)
    {
        var tree = VectorFile.Case(Trees, name);
        var nodes = tree.GetProperty("treeBlocks")
            .EnumerateArray()
            .ToDictionary(node => Cid(node, "cid"), node => Hex(node, "cbor"));
        ReadOnlyMemory<byte>? Node(Cid cid) => nodes.TryGetValue(cid, out var bytes) ? bytes : null;
        var root = Cid(tree, "root");

        foreach (var vector in tree.GetProperty("events").EnumerateArray())
        {
            var bytes = Hex(vector, "eventBytes");
            Assert.True(DagCborDecoder.ReadStrict(bytes).TryGet<IpldMap>(out var body));
            Assert.True(TimeEvent.TryRead(body, out var time));

            Assert.Null(ProofPath.Check(time, root, Node));
            Assert.Equal(bytes, DagCborEncoder.Encode(time.ToIpld(Cid(vector, "initCid"))));
            Assert.Equal(Cid(tree, "proofCid"), time.Proof);

            var elsewhere = time with { Prev = Cid(vector, "initCid") };
            Assert.Equal(
                $"The anchor commit proof {time.Proof} with path {time.Path} points to invalid 'prev' commit",
                ProofPath.Check(elsewhere, root, Node)!.Value.Detail
            );
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_recorded_proof_is_made_again_and_holds_by_its_transaction(string name)
    {
        var tree = VectorFile.Case(Trees, name);
        var chains = new AnchorChains();
        var proof = new AnchorProof(
            Text(tree, "chainId"),
            Cid(tree, "root"),
            Cid(tree, "txHashCid"),
            TransactionRoot.ContractCall
        );
        var input = Convert.FromHexString(Text(tree, "txInput")[2..]);

        var block = ProofBlock.ToBlock(proof);

        Assert.Equal(Cid(tree, "proofCid"), block.Cid);
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
            $"Failed to load transaction data for transaction {Text(tree, "txHash")}",
            ProofRules.Check(proof, transaction with { BlockNumber = null }, chains)!.Value.Detail
        );
    }

    static Cid Cid(JsonElement vector, string member) => ComposeServer.Ipld.Cid.Parse(Text(vector, member));

    static byte[] Hex(JsonElement vector, string member) => Convert.FromHexString(Text(vector, member));

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
