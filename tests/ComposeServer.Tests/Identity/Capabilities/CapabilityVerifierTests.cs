using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Tests.Identity.Capabilities;

public class CapabilityVerifierTests
{
    [Fact]
    public void Filled_to_ten_times_its_cap_the_cache_stays_within_it()
    {
        var verifier = new CapabilityVerifier(new CapabilityOptions { CacheSizeBytesMax = 4_096 });
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        for (var at = 0; at < 200; at++)
        {
            var request = new SessionRequest("example.org", ["ceramic://*"]) { Nonce = $"nonce{at}" };
            using var session = DidSession.Create(
                wallet,
                request,
                new ManualClock(Samples.Noon),
                Samples.Seed("session")
            );

            Assert.Null(verifier.Check(session.Capability, Samples.Noon, CapabilityTimeRule.NewWrites));

            Assert.InRange(verifier.CacheSizeBytes, 1, 4_096);
        }

        Assert.InRange(verifier.CacheCount, 10, 30);
    }

    [Fact]
    public void A_server_may_bound_the_lifetime()
    {
        using var session = Samples.Session();
        var capability = session.Capability;

        Assert.Null(Judge(TimeSpan.FromDays(1)));
        Assert.Equal(IdentityCode.CapabilityTooLong, Judge(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1)));
        Assert.Null(Judge(null));

        string? Judge(TimeSpan? max) =>
            new CapabilityVerifier(new CapabilityOptions { LifetimeMax = max })
                .Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites)
                ?.Code;
    }

    [Fact]
    public void A_bounded_lifetime_refuses_what_never_expires()
    {
        using var wallet = new EthereumWallet(Samples.Seed("wallet"));
        var endless = new CacaoPayload(
            "example.org",
            wallet.OnChain().Did,
            "did:key:z",
            "1",
            "n",
            CapabilityTimes.Format(Samples.Noon),
            Resources: ["ceramic://*"]
        );
        var text = SignInText.Current(endless, "Ethereum", wallet.Address, "1");
        var capability = Cacao.Of("eip4361", endless, new("eip191", wallet.SignPersonal(text)));

        Assert.Null(new CapabilityVerifier(new()).Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites));
        Assert.Equal(
            IdentityCode.CapabilityTooLong,
            new CapabilityVerifier(new CapabilityOptions { LifetimeMax = TimeSpan.FromDays(10_000) })
                .Check(capability, Samples.Noon, CapabilityTimeRule.NewWrites)
                ?.Code
        );
    }
}
