using ComposeServer.Log.Feed;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Log.Feed;

public class FeedDelayTests
{
    const long End = 1_000_000;

    static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    readonly ManualClock clock = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
    readonly FeedDelay delay;

    public FeedDelayTests() => delay = new(clock);

    [Fact]
    public void A_reader_may_be_behind_by_any_number_for_a_while()
    {
        Assert.False(delay.IsLate(End, 0));
        clock.Advance(FeedDelay.AgeMax);

        Assert.False(delay.IsLate(End, 0));
    }

    [Fact]
    public void Past_that_time_it_is_late_until_it_has_come_near()
    {
        Assert.False(delay.IsLate(End, 0));
        clock.Advance(FeedDelay.AgeMax + Tick);

        Assert.True(delay.IsLate(End, End - FeedDelay.EventsMax - 1));
        Assert.False(delay.IsLate(End, End - FeedDelay.EventsMax));
        Assert.False(delay.IsLate(End, 0));
    }

    [Fact]
    public void It_may_be_behind_by_some_for_ever()
    {
        for (var looks = 0; looks < 3; looks++)
        {
            Assert.False(delay.IsLate(End, End - FeedDelay.EventsMax));
            clock.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public void Events_that_came_since_the_last_look_make_nobody_late_however_long_ago_that_was()
    {
        Assert.False(delay.IsLate(End, End));
        clock.Advance(TimeSpan.FromHours(1));

        Assert.False(delay.IsLate(3 * End, End));
    }

    [Fact]
    public void A_reader_that_goes_on_and_stays_behind_is_late_by_the_age_of_what_it_has_not_read()
    {
        Assert.False(delay.IsLate(End, 0));
        clock.Advance(FeedDelay.AgeMax);
        // It has come to where the log ended then; what came since is younger.
        Assert.False(delay.IsLate(2 * End, End));
        clock.Advance(FeedDelay.AgeMax);
        Assert.False(delay.IsLate(3 * End, End));
        clock.Advance(Tick);

        Assert.True(delay.IsLate(3 * End, End));
    }

    [Fact]
    public void Where_nobody_reads_nobody_is_late()
    {
        Assert.False(delay.IsLate(End, 0));
        clock.Advance(TimeSpan.FromHours(1));

        Assert.False(delay.IsLate(End, null));
    }
}
