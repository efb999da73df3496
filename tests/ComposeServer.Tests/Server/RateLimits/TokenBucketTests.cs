using System.Text;
using ComposeServer.Server.RateLimits;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Server.RateLimits;

public class TokenBucketTests
{
    readonly ManualClock _clock = new(Samples.Noon);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(200, 2_000)]
    [InlineData(1_000_000, 10_000_000)]
    public void A_bucket_gives_what_it_holds_and_not_one_more(int perSecond, int burst)
    {
        var buckets = new TokenBuckets(perSecond, burst, _clock);

        for (var token = 0; token < burst; token++)
            if (!buckets.TryTake("a"u8))
                Assert.Fail($"refused at {token}");

        Assert.False(buckets.HasToken("a"u8));
        Assert.False(buckets.TryTake("a"u8));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.False(buckets.TryTake("a"u8)));
    }

    [Fact]
    public void Tokens_come_back_one_by_one_and_never_more_than_fit()
    {
        var buckets = new TokenBuckets(2, 4, _clock);
        Assert.Equal(4, TakeAll(buckets));

        _clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(0, TakeAll(buckets));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, TakeAll(buckets));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, TakeAll(buckets));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, TakeAll(buckets));
    }

    [Fact]
    public void To_look_costs_nothing()
    {
        var buckets = new TokenBuckets(1, 2, _clock);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(buckets.HasToken("a"u8)));
        Assert.Equal(2, TakeAll(buckets));
    }

    [Fact]
    public void Keys_have_buckets_of_their_own_whatever_their_length()
    {
        var buckets = new TokenBuckets(1, 1, _clock);

        Assert.True(buckets.TryTake([]));
        Assert.True(buckets.TryTake(new byte[1]));
        Assert.True(buckets.TryTake(new byte[1024]));
        Assert.True(buckets.TryTake(new byte[1025]));
        Assert.False(buckets.TryTake([]));
        Assert.False(buckets.TryTake(new byte[1025]));
    }

    [Fact]
    public void Threads_share_a_bucket()
    {
        var buckets = new TokenBuckets(1, 1_000, _clock);
        var taken = 0;

        Parallel.For(
            0,
            10_000,
            _ =>
            {
                if (buckets.TryTake("a"u8))
                    Interlocked.Increment(ref taken);
            }
        );

        Assert.Equal(1_000, taken);
    }

    [Fact]
    public void A_million_others_do_not_make_it_forget_who_has_spent_all()
    {
        var buckets = new TokenBuckets(1, 100, _clock);
        Assert.Equal(100, TakeAll(buckets));

        for (var number = 0; number < 1_000_000; number++)
            buckets.TryTake(Encoding.UTF8.GetBytes($"did:key:z6Mk{number:d44}"));

        Assert.False(buckets.TryTake("a"u8));
    }

    static int TakeAll(TokenBuckets buckets)
    {
        var taken = 0;
        while (buckets.TryTake("a"u8))
            taken++;
        return taken;
    }
}
