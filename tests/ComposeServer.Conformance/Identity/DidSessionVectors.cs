using System.Globalization;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Conformance.Identity;

/// <summary>Sessions of wallets, as text and as capability.</summary>
sealed class DidSessionVectors : VectorClaims
{
    static readonly DateTimeOffset Then = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public DidSessionVectors()
        : base("events-pkh-cacao.json")
    {
        Claim(A_stock_session_text_reads_and_is_written_back_letter_for_letter, IsSession);
        Claim(The_wallet_signed_the_recorded_text, IsSession);
        Claim(
            Making_the_session_again_gives_the_same_text_and_capability,
            one => IsSession(one) && IsSignedAsToday(one)
        );
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["addressForm"] = "says in which form the address stands in the signed text",
        };

    static bool IsSession(VectorCase one) => one.Json.Has("sessionString");

    /// <summary>The others were signed by the older library, with the address in lower case.</summary>
    static bool IsSignedAsToday(VectorCase one) =>
        one.Json.Text("signedText").Contains(one.Json.Text("address"), StringComparison.Ordinal);

    static void A_stock_session_text_reads_and_is_written_back_letter_for_letter(VectorCase one)
    {
        var vector = one.Json;

        Assert.True(DidSession.TryParse(vector.Text("sessionString"), out var session, out _));

        using (session)
        using (var key = new Ed25519Signer(vector.Hex("keySeed")))
        {
            Assert.Equal(vector.Text("sessionKeyDid"), session.Signer.Did.Text);
            Assert.Equal(vector.Text("sessionKeyDid"), key.Did.Text);
            Assert.Equal(vector.Text("pkhDid"), session.Parent.Text);
            Assert.Equal(vector.Text("cacaoCid"), session.Capability.Cid.ToString());
            Assert.Equal(vector.Text("cacaoBytes"), Convert.ToHexStringLower(session.Capability.Block.Bytes.Span));
            Assert.Equal(vector.Text("sessionString"), session.Serialize());
            var refusal = new CapabilityVerifier(new()).Check(session.Capability, Then, CapabilityTimeRule.NewWrites);
            Assert.Equal(vector.GetProperty("verified").GetBoolean(), refusal is null);
            Assert.Equal(vector.Texts("resources"), session.Capability.Payload.Resources);
        }
    }

    static void The_wallet_signed_the_recorded_text(VectorCase one)
    {
        var recorded = PlainJson.FromDocument(one.Json.GetProperty("cacao").Json);
        Assert.Equal(one.Json.Text("cacaoBytes"), Convert.ToHexStringLower(DagCborEncoder.Encode(recorded)));
        Assert.True(Cacao.TryRead(DagCborEncoder.ToBlock(recorded), out var capability, out _));

        Assert.Equal(one.Json.Text("signature", "t"), capability.Signature.Kind);
        Assert.Equal(one.Json.Text("signature", "s"), capability.Signature.Text);
        using var wallet = new EthereumWallet(one.Json.Hex("ethPrivateKey"));
        Assert.Equal(one.Json.Text("address"), wallet.Address, ignoreCase: true);
        var address = IsSignedAsToday(one) ? wallet.ChecksummedAddress : wallet.Address;
        Assert.Equal(one.Json.Text("signedText"), SignInText.Current(capability.Payload, "Ethereum", address, "1"));
    }

    static void Making_the_session_again_gives_the_same_text_and_capability(VectorCase one)
    {
        var vector = one.Json;
        var p = vector.At("cacao", "p");
        using var wallet = new EthereumWallet(vector.Hex("ethPrivateKey"));
        var request = new SessionRequest(p.Text("domain"), [.. vector.Texts("resources")])
        {
            Nonce = p.Text("nonce"),
            ExpiresAt = Time(p.Text("exp")),
        };

        using var session = DidSession.Create(
            wallet,
            request,
            new FixedClock(Time(p.Text("iat"))),
            vector.Hex("keySeed")
        );

        Assert.Equal(vector.Text("cacaoCid"), session.Capability.Cid.ToString());
        Assert.Equal(vector.Text("sessionString"), session.Serialize());
    }

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A clock that stands still.</summary>
sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
