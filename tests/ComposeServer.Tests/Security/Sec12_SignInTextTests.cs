using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>
/// One byte of difference in the text is a false yes or a false no. The bytes: recorded texts, in the conformance tests. Every byte of every member:
/// <c>SignedTextTests</c>. Here are the changes that texts are known to suffer on their way.
/// </summary>
public class Sec12_SignInTextTests
{
    [Theory]
    [InlineData("statement", "Give this application access to some of your data on Ceramic ")]
    [InlineData("statement", "Give this application access to some of your data on Ceramic\n")]
    [InlineData("statement", "give this application access to some of your data on Ceramic")]
    [InlineData("statement", "Give this application access to some of your data on Ceram\u0131c")]
    [InlineData("statement", "Give this application access to some of your data on Ceramic\n\nURI: x")]
    [InlineData("statement", "")]
    [InlineData("domain", "exаmple.org")]
    [InlineData("domain", "example.org.")]
    [InlineData("domain", "EXAMPLE.ORG")]
    [InlineData("domain", "https://example.org")]
    [InlineData("nonce", "abcdefghij ")]
    [InlineData("nonce", "ＡＢＣＤＥＦＧＨＩＪ")]
    [InlineData("iat", "2026-01-01T12:00:00Z")]
    [InlineData("iat", "2026-01-01T13:00:00.000+01:00")]
    [InlineData("exp", "2026-01-02T12:00:00Z")]
    [InlineData("version", "01")]
    [InlineData("aud", "did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P#key")]
    public void A_member_that_means_nearly_the_same_was_not_signed(string member, string value)
    {
        using var session = Samples.Session();
        var map = (IpldMap)DagCborDecoder.ReadStrict(session.Capability.Block.Bytes).Value!;
        var changed = map.With("p", ((IpldMap)map["p"]).With(member, value));

        Assert.True(Cacao.TryRead(DagCborEncoder.ToBlock(changed), out var capability, out _));

        Assert.Equal(
            IdentityCode.CapabilitySignatureInvalid,
            new CapabilityVerifier(new()).Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites)?.Code
        );
    }
}
