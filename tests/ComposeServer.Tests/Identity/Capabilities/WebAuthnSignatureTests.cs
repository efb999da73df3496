using System.Security.Cryptography;
using System.Text;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Tests.Identity.Capabilities;

public sealed class WebAuthnSignatureTests : SignatureKindContract
{
    public override string Kind => "webauthn:p256";

    protected override string AnotherIssuer => "did:key:zDnaejgmAHMLkBPMBWnkBxyGxpXx8LgE4WJAYDhwZzyoRAddF";

    protected override Cacao Sign(string nonce = "abcdefghij") => Sign(new Ceremony(nonce));

    [Fact]
    public void A_user_who_was_absent_signed_nothing() =>
        Assert.NotNull(Judge(Sign(new Ceremony("n") { Flags = 0b100 })));

    [Fact]
    public void A_signature_for_another_site_is_refused() =>
        Assert.NotNull(Judge(Sign(new Ceremony("n") { RelyingParty = "example.com" })));

    [Fact]
    public void A_port_in_the_domain_is_no_part_of_the_site() =>
        Assert.Null(Judge(Sign(new Ceremony("n") { Domain = "localhost:3000", RelyingParty = "localhost" })));

    [Theory]
    [InlineData("webauthn.create")]
    [InlineData("payment.get")]
    public void Another_ceremony_is_refused(string type) =>
        Assert.NotNull(Judge(Sign(new Ceremony("n") { Type = type })));

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"webauthn.get"}""")]
    [InlineData("""{"type":"webauthn.get","challenge":7}""")]
    [InlineData("""{"type":"webauthn.get","challenge":"CHALLENGE","challenge":"CHALLENGE"}""")]
    [InlineData("""{"type":"webauthn.get","challenge":"CHALLENGE="}""")]
    [InlineData("""{"type":"webauthn.get","challenge":"\ud800"}""")]
    public void Client_data_of_another_shape_is_refused(string json) =>
        Assert.NotNull(Judge(Sign(new Ceremony("n") { ClientData = json })));

    [Fact]
    public void Authenticator_data_may_not_be_short_or_missing()
    {
        var map = MapOf(Sign());
        var s = (IpldMap)map["s"];
        foreach (
            var aad in (byte[][])
                [
                    [],
                    DagCborEncoder.Encode(IpldMap.Empty),
                    DagCborEncoder.Encode(IpldMap.Of(("authData", new byte[36]), ("clientDataJSON", "{}"u8.ToArray()))),
                    DagCborEncoder.Encode(IpldMap.Of(("authData", "x"), ("clientDataJSON", "{}"))),
                ]
        )
        {
            Assert.Equal("INVALID_CAPABILITY", Judge(Read(map.With("s", s.With("m", IpldMap.Of(("aad", aad))))))?.Code);
        }

        Assert.Equal("INVALID_CAPABILITY", Judge(Read(map.With("s", s.Without("m"))))?.Code);
    }

    static ComposeServer.Identity.IdentityRefusal? Judge(Cacao capability) =>
        new CapabilityVerifier(new()).Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites);

    /// <summary>A software authenticator: it signs as a passkey does in a browser.</summary>
    Cacao Sign(Ceremony ceremony)
    {
        var scalar = Samples.Seed("passkey");
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        var q = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        var payload = new CacaoPayload(
            ceremony.Domain,
            DidKey.Of(KeyKind.P256, [4, .. q.X!, .. q.Y!]).Did,
            Audience,
            "1",
            ceremony.Nonce,
            CapabilityTimes.Format(Samples.Noon),
            ExpiresAt: CapabilityTimes.Format(Samples.Noon.AddDays(1)),
            Resources: ["ceramic://*"]
        );
        var whole = Cacao.ToMap("caip122", payload, new(Kind, ""));
        var challenge = DagCborEncoder.ToBlock(whole.Without("s").With("p", ((IpldMap)whole["p"]).Without("iss"))).Cid;

        byte[] authenticator =
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(ceremony.RelyingParty)),
            ceremony.Flags,
            0,
            0,
            0,
            1,
        ];
        var client = Encoding.UTF8.GetBytes(
            ceremony
                .ClientData.Replace("TYPE", ceremony.Type, StringComparison.Ordinal)
                .Replace("CHALLENGE", Base64Url.Encode(challenge.Bytes), StringComparison.Ordinal)
        );
        var signature = ecdsa.SignData(
            [.. authenticator, .. SHA256.HashData(client)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        var aad = DagCborEncoder.Encode(IpldMap.Of(("authData", authenticator), ("clientDataJSON", client)));
        return Cacao.Of("caip122", payload, new(Kind, Base64Url.Encode(signature), aad));
    }

    sealed record Ceremony(string Nonce)
    {
        public string Domain { get; init; } = "example.org";
        public string RelyingParty { get; init; } = "example.org";
        public byte Flags { get; init; } = 0b101;
        public string Type { get; init; } = "webauthn.get";
        public string ClientData { get; init; } =
            """{"type":"TYPE","challenge":"CHALLENGE","origin":"https://example.org","crossOrigin":false}""";
    }
}
