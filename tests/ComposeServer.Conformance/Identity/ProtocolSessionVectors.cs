using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Identity;

/// <summary>The appendix on sessions: a wallet of 32 bytes 07, a session key of 32 bytes 08.</summary>
sealed class ProtocolSessionVectors : VectorClaims
{
    const string Ping = "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl";

    const string Outcome = "outcome in the JS library of a variant that is not recorded; ours have tests of their own";

    static readonly DateTimeOffset SecondOfJanuary = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    static readonly byte[] Seven = [.. Enumerable.Repeat((byte)7, 32)];
    static readonly byte[] Eight = [.. Enumerable.Repeat((byte)8, 32)];

    public ProtocolSessionVectors()
        : base("ceramic-protocol.json")
    {
        Claim(The_session_is_made_again, IsSessions);
        Claim(The_two_capabilities_are_good, IsSessions);
        Claim(The_session_event_verifies_and_its_header_is_made_again, IsSessions);
        Claim(The_keys_have_the_recorded_dids, IsSessions);
        Claim(The_admin_request_is_made_again_byte_for_byte, one => one.Name == "streams");
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new[]
        {
            "atTimeFuture",
            "atTimeSkewEdge",
            "atTimeSkewOver",
            "atTimePhase",
            "notYet",
            "wrongIssuer",
            "noVerifier",
            "upperIssuer",
        }.ToDictionary(name => $"sessions.{name}", _ => Outcome, StringComparer.Ordinal);

    static bool IsSessions(VectorCase one) => one.Name == "sessions";

    static void The_session_is_made_again(VectorCase one)
    {
        var sessions = one.Json;
        using var wallet = new EthereumWallet(Seven);
        var request = new SessionRequest("example.org", [$"ceramic://*?model={Ping}"])
        {
            Nonce = "abcdefghij",
            ExpiresAt = Time("2126-01-08T00:00:00.000Z"),
        };

        using var session = DidSession.Create(wallet, request, new FixedClock(Time("2026-01-01T00:00:00.000Z")), Eight);

        Assert.Equal(sessions.Text("ethAddress"), wallet.Address);
        Assert.Equal(sessions.Text("parent"), session.Parent.Text);
        Assert.Equal(sessions.Text("sessionDid"), session.Signer.Did.Text);
        Assert.Equal(sessions.Text("cacaoCid"), session.Capability.Cid.ToString());
        Assert.Equal(sessions.Text("cacaoHex"), Convert.ToHexStringLower(session.Capability.Block.Bytes.Span));
        Assert.Equal(sessions.Text("session"), session.Serialize());
    }

    static void The_two_capabilities_are_good(VectorCase one)
    {
        foreach (var (name, verdict) in (ReadOnlySpan<(string, string)>)[("cacao", "verified"), ("solCacao", "solOk")])
        {
            var value = PlainJson.FromDocument(one.Json.GetProperty(name).Json);
            Assert.True(Cacao.TryRead(DagCborEncoder.ToBlock(value), out var capability, out _));

            var refusal = new CapabilityVerifier(new()).Check(
                capability,
                SecondOfJanuary,
                CapabilityTimeRule.NewWrites
            );

            Assert.Null(refusal);
            Assert.True(one.Json.GetProperty(verdict).GetBoolean());
        }
    }

    static void The_session_event_verifies_and_its_header_is_made_again(VectorCase one)
    {
        var http = one.Json.GetProperty("http");
        Assert.True(DagJws.TryReadJson(http.GetProperty("jws").Json, out var envelope, out _));
        Assert.True(Base64Plain.TryDecode(http.Text("cacaoBlock"), out var block));
        Assert.True(Base64Plain.TryDecode(http.Text("linkedBlock"), out var linked));
        Assert.True(Cacao.TryRead(Block.Of(Multicodec.DagCbor, block), out var capability, out _));
        using var session = new Ed25519Signer(Eight);

        var verdict = new EventSignatures(new CapabilityVerifier(new()), new()).Verify(
            envelope,
            envelope.Link,
            capability,
            Did.Parse(one.Json.Text("parent")),
            new ResourceScope("kunused", Ping),
            new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
            CapabilityTimeRule.NewWrites
        );

        _ = Assert.IsType<SignatureVerdict.Valid>(verdict);
        Assert.True(envelope.Link.Names(linked));
        Assert.Equal(one.Json.Text("cacaoCid"), capability.Cid.ToString());
        Assert.Equal(one.Json.Text("protected"), Encoding.UTF8.GetString(envelope.Signatures[0].Protected.Span));
        Assert.Equal(one.Json.Text("jwsOk"), session.Kid);
        Assert.Equal(envelope, session.SignEvent(envelope.Link, capability.Cid));
    }

    static void The_keys_have_the_recorded_dids(VectorCase one)
    {
        using var ed25519 = new Ed25519Signer(Seven);
        using var secp256k1 = new Secp256k1Signer(Seven);
        using var p256 = new P256Signer(Seven);
        var session = DidKey.Parse(one.Json.Text("sessionDid"));

        Assert.Equal("did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z", ed25519.Did.Text);
        Assert.Equal(one.Json.Text("didSecp"), secp256k1.Did.Text);
        Assert.Equal(one.Json.Text("didP256"), p256.Did.Text);
        var document = JsonElement.Parse(one.Json.Text("resolutionKeys"));
        Assert.True(JsonElement.DeepEquals(document, JsonElement.Parse(session.ToDocument()!)), document.GetRawText());
    }

    static void The_admin_request_is_made_again_byte_for_byte(VectorCase one)
    {
        using var signer = new Ed25519Signer(Seven);

        var jws = Jws.Sign(signer, JsonElement.Parse(one.Json.Text("adminPayload")));

        Assert.Equal(one.Json.Text("adminJws"), jws.ToCompact());
        Assert.Equal(one.Json.Text("adminHeader"), Encoding.UTF8.GetString(jws.Header.Span));
        Assert.Equal(one.Json.Text("adminPayload"), Encoding.UTF8.GetString(jws.Payload.Span));
    }

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
