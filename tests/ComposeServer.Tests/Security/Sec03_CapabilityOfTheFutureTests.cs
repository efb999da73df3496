using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>What is issued later, or holds from later on, does not hold now.</summary>
public class Sec03_CapabilityOfTheFutureTests
{
    [Theory]
    [InlineData(300_000, null, "valid")]
    [InlineData(300_001, null, IdentityCode.CapabilityNotYetValid)]
    [InlineData(86_400_000, null, IdentityCode.CapabilityNotYetValid)]
    [InlineData(0, 300_000, "valid")]
    [InlineData(0, 300_001, IdentityCode.CapabilityNotYetValid)]
    [InlineData(-86_400_000, 86_400_000, IdentityCode.CapabilityNotYetValid)]
    public void A_capability_of_the_future_is_refused(long issuedMs, int? notBeforeMs, string expected)
    {
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        using var signer = Samples.Signer("EdDSA", "session");
        var payload = new CacaoPayload(
            "example.org",
            wallet.OnChain().Did,
            signer.Did.Text,
            "1",
            "abcdefghij",
            CapabilityTimes.Format(Samples.Noon.AddMilliseconds(issuedMs)),
            notBeforeMs is { } ms ? CapabilityTimes.Format(Samples.Noon.AddMilliseconds(ms)) : null,
            Resources: ["ceramic://*"]
        );
        var text = SignInText.Current(payload, "Ethereum", wallet.ChecksummedAddress, "1");
        var capability = Cacao.Of("eip4361", payload, new("eip191", wallet.SignPersonal(text)));
        var envelope = signer.SignEvent(Doors.Payload, capability.Cid);

        Assert.Equal(expected, Doors.Judge(envelope, capability, payload.Issuer));
        Assert.Equal(expected, Doors.Judge(envelope, capability, payload.Issuer, rule: CapabilityTimeRule.Replay));
    }
}
