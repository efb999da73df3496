using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Conformance.Streams;

/// <summary>Account links, and the proofs of wallets that were recorded for them.</summary>
sealed class Caip10LinkVectors : VectorClaims
{
    public Caip10LinkVectors()
        : base("ceramic-protocol.json", "link-proofs.json")
    {
        Claim(The_link_of_an_account_has_the_recorded_bytes_and_name, one => one.Name == "streams");
        Claim(A_recorded_proof_is_judged_as_the_original_judges_it, one => one.Json.Has("proof"));
    }

    static void The_link_of_an_account_has_the_recorded_bytes_and_name(VectorCase one)
    {
        var recorded = one.Json.GetProperty("caip10");

        var init = Caip10LinkEvents.Init(new("eip155", "1", "0x0544DCF4fce959C6C4F3b7530190cB5E1bD67Cb8"));

        Assert.Equal(recorded.Text("cbor"), Convert.ToHexStringLower(init.Event.Bytes.Span));
        Assert.Equal(recorded.Text("cid"), init.Event.Cid.ToString());
        Assert.Equal(recorded.Text("streamId"), Caip10LinkEvents.NameOf(init).ToString());
        Assert.Equal(recorded.Text("streamId"), Lab().Take<Caip10LinkState>(init).Id.ToString());
    }

    static void A_recorded_proof_is_judged_as_the_original_judges_it(VectorCase one)
    {
        var lab = Lab();
        Assert.True(LinkAccount.TryParse(one.Json.Text("account"), out var account));
        var link = lab.Take<Caip10LinkState>(Caip10LinkEvents.Init(account));
        var proof = PlainJson.FromDocument(one.Json.GetProperty("proof").Json);
        var body = IpldMap.Of(("data", proof), ("id", link.Id.Init), ("prev", link.Tip));

        var blocks = new EventBlocks(DagCborEncoder.ToBlock(body));

        if (one.Json.TryGetProperty("did", out var did))
        {
            var linked = lab.Take<Caip10LinkState>(blocks);
            Assert.Equal(did.GetString(), JsonElement.Parse(linked.NewestContent.Span).GetString());
            Assert.True(LinkProof.TryRead(body, out var read, out _));
            Assert.Equal(proof, read.ToIpld());
            Assert.Equal(blocks, Caip10LinkEvents.Data(link.Id.Init, link.Tip, read));
        }
        else
            Assert.Equal(one.Json.Text("error"), lab.Refuse(blocks).Detail);
    }

    static StreamLab Lab() => new(new Caip10LinkFamily());
}
