using System.Net;
using ComposeServer.Identity.Dids;
using ComposeServer.Server.Host;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Server.Host;

public class RateKeyTests
{
    const int Max = 3;

    static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    readonly ManualClock clock = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
    readonly RateKeys keys;

    public RateKeyTests() => keys = new(Max, Window, clock);

    [Fact]
    public void So_many_accounts_are_counted_by_themselves_in_a_window_and_the_rest_by_address()
    {
        for (var i = 0; i < Max; i++)
            Assert.Equal(Account(i).Text, keys.Of(Account(i), Here));

        Assert.Equal("address 192.0.2.1", keys.Of(Account(Max), Here));
        Assert.Equal(Account(0).Text, keys.Of(Account(0), Here));
        clock.Advance(Window);
        Assert.Equal(Account(Max).Text, keys.Of(Account(Max), Here));
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_of_one_subscriber_are_one(string one, string other, bool isSame) =>
        Assert.Equal(isSame, keys.Of(null, IPAddress.Parse(one)) == keys.Of(null, IPAddress.Parse(other)));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(-1, 1000)]
    [InlineData(1, 99)]
    public void A_policy_that_allows_nothing_or_counts_too_finely_is_refused(int permits, int windowMs) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RequestRates.ByAccount(permits, TimeSpan.FromMilliseconds(windowMs))
        );

    static Did Account(int number) => Did.Parse($"did:pkh:eip155:1:0x{number:x40}");
}
