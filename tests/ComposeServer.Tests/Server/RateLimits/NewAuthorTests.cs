using System.Text;
using ComposeServer.Server.RateLimits;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Server.RateLimits;

public class NewAuthorTests
{
    readonly ManualClock _clock = new(Samples.Noon);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(6_000)]
    public void So_many_come_in_and_not_one_more_however_many_try(int perMinute)
    {
        var authors = new NewAuthors(perMinute, _clock);

        for (var number = 0; number < perMinute; number++)
            if (!Enter(authors, number, address: number))
                Assert.Fail($"refused at {number}");

        Assert.False(Enter(authors, perMinute, address: perMinute));
        Assert.Equal(0, Enumerable.Range(perMinute, 1_000 * perMinute).Count(number => Enter(authors, number, number)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(6_000, 1_500)]
    public void One_address_brings_a_quarter_of_them_and_one_at_least(int perMinute, int share)
    {
        var authors = new NewAuthors(perMinute, _clock);

        Assert.Equal(share, Enumerable.Range(0, 10 * perMinute).Count(number => Enter(authors, number, address: 1)));
        Assert.Equal(share < perMinute, Enter(authors, -1, address: 2));
    }

    [Fact]
    public void Who_came_in_goes_on_while_strangers_are_sent_away()
    {
        var authors = new NewAuthors(40, _clock);
        Assert.True(Enter(authors, 0, address: 0));

        for (var number = 1; number < 10_000; number++)
        {
            Enter(authors, number, address: number);
            Assert.True(Enter(authors, 0, address: 0));
        }
    }

    [Fact]
    public void Places_come_back_with_time()
    {
        var authors = new NewAuthors(60, _clock);
        Assert.Equal(60, Enumerable.Range(0, 100).Count(number => Enter(authors, number, address: number)));

        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(Enter(authors, 200, address: 200));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(Enter(authors, 200, address: 200));
        Assert.False(Enter(authors, 201, address: 201));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(60, Enumerable.Range(300, 100).Count(number => Enter(authors, number, address: number)));
    }

    [Fact]
    public void An_address_loses_nothing_while_there_is_nothing_to_be_had()
    {
        var authors = new NewAuthors(4, _clock);
        Assert.Equal(4, Enumerable.Range(0, 4).Count(number => Enter(authors, number, address: number)));
        Assert.False(Enter(authors, 100, address: 100));

        _clock.Advance(TimeSpan.FromSeconds(15));

        Assert.True(Enter(authors, 100, address: 100));
    }

    static bool Enter(NewAuthors authors, int number, int address) =>
        authors.TryEnter(Encoding.UTF8.GetBytes($"did:key:z6Mk{number:d44}"), BitConverter.GetBytes(address));
}
