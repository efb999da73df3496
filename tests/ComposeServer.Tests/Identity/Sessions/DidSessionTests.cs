using System.Text;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity.Sessions;

public class DidSessionTests
{
    [Fact]
    public void A_session_made_with_the_defaults_of_the_stock_library_is_good()
    {
        var clock = new ManualClock(Samples.Noon);
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));

        using var session = DidSession.Create(wallet, new SessionRequest("example.org", ["ceramic://*"]), clock);

        var payload = session.Capability.Payload;
        Assert.Equal("Give this application access to some of your data on Ceramic", payload.Statement);
        Assert.Equal(Samples.Noon.AddDays(7), session.Capability.Times.ExpiresAt);
        Assert.Equal(Samples.Noon, session.Capability.Times.IssuedAt);
        Assert.Matches("^[A-Za-z0-9]{10}$", payload.Nonce);
        Assert.Equal(session.Signer.Did.Text, payload.Audience);
        Assert.Equal($"did:pkh:eip155:1:{wallet.Address}", session.Parent.Text);
        Assert.Null(
            new CapabilityVerifier(new()).Check(session.Capability, Samples.Noon, CapabilityTimeRule.NewWrites)
        );
        Assert.False(session.IsExpired(clock));
        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMilliseconds(1));
        Assert.True(session.IsExpired(clock));
    }

    [Fact]
    public void Two_sessions_have_two_keys_and_nonces()
    {
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        var request = new SessionRequest("example.org", ["ceramic://*"]);

        using var one = DidSession.Create(wallet, request, new ManualClock(Samples.Noon));
        using var two = DidSession.Create(wallet, request, new ManualClock(Samples.Noon));

        Assert.NotEqual(one.Signer.Did, two.Signer.Did);
        Assert.NotEqual(one.Capability.Payload.Nonce, two.Capability.Payload.Nonce);
    }

    [Fact]
    public void Without_resources_there_is_no_session()
    {
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));

        var refused = Assert.Throws<ArgumentException>(() =>
            DidSession.Create(wallet, new SessionRequest("example.org", []), new ManualClock(Samples.Noon))
        );

        Assert.StartsWith(
            "Required: resource argument option when authorizing",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_text_reads_back_with_and_without_padding()
    {
        using var session = Samples.Session();
        var text = session.Serialize();

        foreach (var form in (string[])[text, text + "=", text + "=="])
        {
            Assert.True(DidSession.TryParse(form, out var read, out _));
            using (read)
            {
                Assert.Equal(text, read.Serialize());
                Assert.Equal(session.Signer.Did, read.Signer.Did);
            }
        }
    }

    [Fact]
    public void Members_that_the_stock_library_does_not_know_keep_the_capabilitys_cid()
    {
        using var session = Samples.Session();
        var json = Json(session)
            .Replace("\"version\":\"1\"", "\"version\":\"1\",\"extra\":{\"n\":1.5}", StringComparison.Ordinal);

        Assert.True(DidSession.TryParse(Text(json), out var read, out _));

        using (read)
        {
            Assert.NotEqual(session.Capability.Cid, read.Capability.Cid);
            Assert.Equal(Text(json), read.Serialize());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("e30")]
    [InlineData("W10")]
    [InlineData("bnVsbA")]
    public void What_is_no_session_is_refused(string? text)
    {
        Assert.False(DidSession.TryParse(text, out _, out var refusal));

        Assert.Equal(IdentityCode.InvalidSession, refusal.Code);
    }

    [Theory]
    [InlineData("\"sessionKeySeed\":\"", "\"sessionKeySeed\":\"AA", IdentityCode.InvalidSession)]
    [InlineData("\"sessionKeySeed\":\"", "\"sessionKeySeed\":\"!", IdentityCode.InvalidSession)]
    [InlineData("\"sessionKeySeed\":", "\"sessionKeySeed\":7,\"x\":", IdentityCode.InvalidSession)]
    [InlineData("{\"sessionKeySeed\":", "{\"cacao\":{},\"sessionKeySeed\":", IdentityCode.InvalidSession)]
    [InlineData("\"cacao\":{", "\"cacao\":[{", IdentityCode.InvalidSession)]
    [InlineData("\"cacao\":{", "\"cacao\":{\"p\":{},", IdentityCode.InvalidSession)]
    [InlineData("\"h\":", "\"H\":", IdentityCode.InvalidCapability)]
    [InlineData("\"t\":\"eip4361\"", "\"t\":\"other\"", IdentityCode.UnsupportedCapability)]
    [InlineData("\"iat\":\"2026", "\"iat\":\"\\ud8002026", IdentityCode.InvalidSession)]
    public void A_changed_session_is_refused(string from, string to, string code)
    {
        using var session = Samples.Session();

        Assert.False(
            DidSession.TryParse(Text(Json(session).Replace(from, to, StringComparison.Ordinal)), out _, out var refusal)
        );

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public void A_seed_of_another_key_than_the_capability_is_for_is_refused()
    {
        using var session = Samples.Session();
        using var other = Samples.Session(key: "other");
        var seed = Json(other)[..Json(other).IndexOf(",\"cacao\"", StringComparison.Ordinal)];
        var cacao = Json(session)[Json(session).IndexOf(",\"cacao\"", StringComparison.Ordinal)..];

        Assert.False(DidSession.TryParse(Text(seed + cacao), out _, out var refusal));

        Assert.Equal(IdentityCode.WrongSigner, refusal.Code);
    }

    [Theory]
    [InlineData(DidSession.TextLengthMax, true)]
    [InlineData(DidSession.TextLengthMax + 4, false)]
    [InlineData(DidSession.TextLengthMax * 100, false)]
    public void A_text_has_a_greatest_length(int length, bool isRead)
    {
        using var session = Samples.Session();
        var json = Json(session);
        var padded = json + new string(' ', (length * 3 / 4) - json.Length);
        var text = Text(padded);
        Assert.Equal(length, text.Length);

        Assert.Equal(isRead, DidSession.TryParse(text, out var read, out _));
        read?.Dispose();
    }

    [Fact]
    public void A_released_session_signs_no_more()
    {
        var session = Samples.Session();
        session.Dispose();

        _ = Assert.Throws<ObjectDisposedException>(() => session.Signer.Sign("x"u8));
        _ = Assert.Throws<ObjectDisposedException>(session.Serialize);
    }

    static string Json(DidSession session) =>
        Base64Url.TryDecode(session.Serialize(), out var bytes) ? Encoding.UTF8.GetString(bytes) : "";

    static string Text(string json) => Base64Url.Encode(Encoding.UTF8.GetBytes(json));
}
