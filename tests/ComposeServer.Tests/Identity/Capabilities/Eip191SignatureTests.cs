using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Tests.Identity.Capabilities;

public sealed class Eip191SignatureTests : SignatureKindContract
{
    public override string Kind => "eip191";

    protected override string AnotherIssuer => "did:pkh:eip155:1:0x1111111111111111111111111111111111111111";

    protected override Cacao Sign(string nonce = "abcdefghij")
    {
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        var request = new SessionRequest("example.org", ["ceramic://*"])
        {
            Nonce = nonce,
            ExpiresAt = Samples.Noon.AddDays(1),
        };
        using var session = DidSession.Create(wallet, request, new ManualClock(Samples.Noon), Samples.Seed("session"));
        return session.Capability;
    }
}
