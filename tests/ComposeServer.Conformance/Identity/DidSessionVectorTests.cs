using System.Globalization;
using System.Text.Json;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Conformance.Identity;

public class DidSessionVectorTests
{
    static readonly DateTimeOffset Then = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Names => [.. Sessions.Select(vector => vector.Text("name"))];

    /// <summary>The others were signed by the older library, with the address in lower case.</summary>
    public static TheoryData<string> SignedAsToday =>
        [
            .. Sessions
                .Where(vector => vector.Text("signedText").Contains(vector.Text("address"), StringComparison.Ordinal))
                .Select(vector => vector.Text("name")),
        ];

    static IEnumerable<JsonElement> Sessions =>
        VectorFile.Cases("events-pkh-cacao.json").Where(vector => vector.TryGetProperty("sessionString", out _));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stock_session_text_reads_and_is_written_back_letter_for_letter(string name)
    {
        var vector = Find(name);

        Assert.True(DidSession.TryParse(vector.Text("sessionString"), out var session, out _));

        using (session)
        {
            Assert.Equal(vector.Text("sessionKeyDid"), session.Signer.Did.Text);
            Assert.Equal(vector.Text("pkhDid"), session.Parent.Text);
            Assert.Equal(vector.Text("cacaoCid"), session.Capability.Cid.ToString());
            Assert.Equal(vector.Text("cacaoBytes"), Convert.ToHexStringLower(session.Capability.Block.Bytes.Span));
            Assert.Equal(vector.Text("sessionString"), session.Serialize());
            Assert.Null(new CapabilityVerifier(new()).Check(session.Capability, Then, CapabilityTimeRule.NewWrites));
        }
    }

    [Theory]
    [MemberData(nameof(SignedAsToday))]
    public void Making_the_session_again_gives_the_same_text_and_capability(string name)
    {
        var vector = Find(name);
        var p = vector.At("cacao", "p");
        using var wallet = new EthereumWallet(vector.Hex("ethPrivateKey"));
        var request = new SessionRequest(
            p.Text("domain"),
            [.. vector.GetProperty("resources").EnumerateArray().Select(resource => resource.GetString()!)]
        )
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

        Assert.Equal(vector.Text("address"), wallet.ChecksummedAddress);
        Assert.Equal(vector.Text("cacaoCid"), session.Capability.Cid.ToString());
        Assert.Equal(vector.Text("sessionString"), session.Serialize());
    }

    [Fact]
    public void The_references_session_is_made_again()
    {
        var sessions = VectorFile.Read("ceramic-protocol.json").GetProperty("sessions");
        using var wallet = new EthereumWallet(Enumerable.Repeat((byte)7, 32).ToArray());
        var request = new SessionRequest(
            "example.org",
            ["ceramic://*?model=kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl"]
        )
        {
            Nonce = "abcdefghij",
            ExpiresAt = Time("2126-01-08T00:00:00.000Z"),
        };

        using var session = DidSession.Create(
            wallet,
            request,
            new FixedClock(Time("2026-01-01T00:00:00.000Z")),
            Enumerable.Repeat((byte)8, 32).ToArray()
        );

        Assert.Equal(sessions.Text("ethAddress"), wallet.Address);
        Assert.Equal(sessions.Text("parent"), session.Parent.Text);
        Assert.Equal(sessions.Text("cacaoCid"), session.Capability.Cid.ToString());
        Assert.Equal(sessions.Text("cacaoHex"), Convert.ToHexStringLower(session.Capability.Block.Bytes.Span));
        Assert.Equal(sessions.Text("session"), session.Serialize());
    }

    static JsonElement Find(string name) =>
        VectorFile.Cases("events-pkh-cacao.json").Single(vector => vector.Text("name") == name);

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
