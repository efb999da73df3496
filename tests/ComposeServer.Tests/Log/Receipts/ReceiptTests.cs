using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Audit;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Receipts;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Tests.Log.Receipts;

public sealed class ReceiptTests
{
    [Fact]
    public void From_every_event_of_a_group_of_any_size_a_way_leads_to_its_root()
    {
        for (var count = 1; count <= 33; count++)
        {
            var cids = Cids(count);
            var root = Receipt.RootOf(cids);
            for (var index = 0; index < count; index++)
                Assert.Equal(root, MerklePath.Of(cids, index).RootFrom(cids[index]));
        }
    }

    [Fact]
    public void No_other_event_has_that_way()
    {
        var cids = Cids(5);

        Assert.NotEqual(Receipt.RootOf(cids), MerklePath.Of(cids, 2).RootFrom(cids[3]));
    }

    [Fact]
    public void A_receipt_holds_by_itself_and_survives_its_JSON()
    {
        var receipt = Make();

        var read = ReceiptJson.Read(JsonElement.Parse(ToJson(receipt)));

        Assert.Null(receipt.FindFault());
        Assert.Null(read.FindFault());
        Assert.Equal(ToJson(receipt), ToJson(read));
    }

    [Fact]
    public void A_receipt_of_somebody_else_is_no_word_of_the_server_that_is_known()
    {
        var receipt = Make();
        using var other = Seeds.Key("somebody else");

        Assert.Null(receipt.FindFault(receipt.Signature!.Signer));
        var forged = receipt with { Signature = ReceiptSignature.Of(other, receipt.Group.Hash.Span) };

        Assert.Null(forged.FindFault());
        var fault = forged.FindFault(receipt.Signature.Signer);
        Assert.Equal(AuditRule.ChainSignature, fault?.Rule);
        Assert.Contains(other.Did.Text, fault!.Value.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_nobody_signed_is_no_proof()
    {
        var fault = (Make() with { Signature = null }).FindFault();

        Assert.Equal(new ReceiptFault(AuditRule.ChainSignature, "the group is not signed"), fault);
    }

    [Fact]
    public void A_signature_over_anything_but_the_hash_of_the_group_does_not_hold()
    {
        var receipt = Make();
        using var key = Seeds.Key("server");

        Assert.Equal(
            AuditRule.ChainSignature,
            (receipt with { Signature = ReceiptSignature.Of(key, receipt.Group.Root.Span) }).FindFault()?.Rule
        );
    }

    [Theory]
    [InlineData("did:key:nobody")]
    [InlineData("did:pkh:eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb")]
    public void A_signer_without_such_a_key_signed_nothing(string signer)
    {
        var receipt = Make();

        Assert.Equal(
            AuditRule.ChainSignature,
            (receipt with { Signature = receipt.Signature! with { Signer = Did.Parse(signer) } }).FindFault()?.Rule
        );
    }

    [Theory]
    [InlineData("\"cid\":\"", "cid")]
    [InlineData("\"position\":", "position")]
    [InlineData("\"root\":\"", "root")]
    [InlineData("\"side\":\"", "side")]
    [InlineData("\"signer\":\"", "signer")]
    [InlineData("\"committedAt\":", "committedAt")]
    public void A_member_that_is_wrong_is_named(string before, string name)
    {
        var json = ToJson(Make());
        var at = json.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var wrong = json.Insert(at, before[^1] == '"' ? "x" : "99999999999999999999");

        var refused = Assert.Throws<FormatException>(() => ReceiptJson.Read(JsonElement.Parse(wrong)));

        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    static EventReceipt Make() => ReceiptSample.Make();

    static List<Cid> Cids(int count) => ReceiptSample.Cids(count);

    static string ToJson(EventReceipt receipt) => ReceiptSample.ToJson(receipt);
}
