using System.Text;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity.Capabilities;

public sealed class SolanaSignatureTests : SignatureKindContract
{
    const string Chain = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

    public override string Kind => "solana:ed25519";

    protected override string AnotherIssuer => $"did:pkh:solana:{Chain}:GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEGB";

    protected override Cacao Sign(string nonce = "abcdefghij")
    {
        var key = new byte[32];
        using var secret = Ed25519.Expand(Samples.Seed("solana"), key);
        var address = Base58Btc.Encode(key);
        var payload = new CacaoPayload(
            "example.org",
            Did.Parse($"did:pkh:solana:{Chain}:{address}"),
            Audience,
            "1",
            nonce,
            CapabilityTimes.Format(Samples.Noon),
            ExpiresAt: CapabilityTimes.Format(Samples.Noon.AddDays(1)),
            Resources: ["ceramic://*"]
        );
        var text = SignInText.Current(payload, "Solana", address, Chain);
        return Cacao.Of(
            "caip122",
            payload,
            new(Kind, Base58Btc.Encode(Ed25519.Sign(secret, Encoding.UTF8.GetBytes(text))))
        );
    }

    [Fact]
    public void The_same_key_on_another_solana_chain_is_another_account()
    {
        var map = MapOf(Sign());
        var p = (ComposeServer.Ipld.IpldMap)map["p"];
        var issuer = ((IpldString)p["iss"]).Value.Replace(
            Chain,
            "8E9rvCKLFQia2Y35HXjjpWzj8weVo44K",
            StringComparison.Ordinal
        );

        Assert.NotNull(
            new CapabilityVerifier(new()).Check(Read(map.With("p", p.With("iss", issuer))), Samples.Noon, default)
        );
    }
}
