using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>Account links, and the proofs of wallets that were recorded for them.</summary>
public sealed class Caip10LinkVectorTests
{
    const string Proofs = "link-proofs.json";

    readonly StreamLab _lab = new(new Caip10LinkFamily());

    public static TheoryData<string> Cases => VectorFile.CaseNames(Proofs);

    [Fact]
    public void The_link_of_an_account_has_the_recorded_bytes_and_name()
    {
        var recorded = VectorFile.Read("ceramic-protocol.json").GetProperty("streams").GetProperty("caip10");

        var init = Caip10LinkEvents.Init(new("eip155", "1", "0x0544DCF4fce959C6C4F3b7530190cB5E1bD67Cb8"));

        Assert.Equal(Text(recorded, "cbor"), Convert.ToHexStringLower(init.Event.Bytes.Span));
        Assert.Equal(Text(recorded, "cid"), init.Event.Cid.ToString());
        Assert.Equal(Text(recorded, "streamId"), Caip10LinkEvents.NameOf(init).ToString());
        Assert.Equal(Text(recorded, "streamId"), _lab.Take<Caip10LinkState>(init).Id.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recorded_proof_is_judged_as_the_original_judges_it(string name)
    {
        var recorded = VectorFile.Case(Proofs, name);
        Assert.True(LinkAccount.TryParse(Text(recorded, "account"), out var account));
        var init = Caip10LinkEvents.Init(account);
        var link = _lab.Take<Caip10LinkState>(init);
        var proof = PlainJson.FromDocument(recorded.GetProperty("proof"));
        var body = IpldMap.Of(("data", proof), ("id", link.Id.Init), ("prev", link.Tip));

        var blocks = new ComposeServer.Log.EventBlocks(DagCborEncoder.ToBlock(body));

        if (recorded.TryGetProperty("did", out var did))
        {
            var linked = _lab.Take<Caip10LinkState>(blocks);
            Assert.Equal(did.GetString(), JsonElement.Parse(linked.NewestContent.Span).GetString());
            Assert.True(LinkProof.TryRead(body, out var read, out _));
            Assert.Equal(proof, read.ToIpld());
            Assert.Equal(blocks, Caip10LinkEvents.Data(link.Id.Init, link.Tip, read));
        }
        else
            Assert.Equal(Text(recorded, "error"), _lab.Refuse(blocks).Detail);
    }

    static string Text(JsonElement vector, string member) => vector.GetProperty(member).GetString()!;
}
