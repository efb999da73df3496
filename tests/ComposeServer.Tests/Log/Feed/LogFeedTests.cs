using ComposeServer.Log;
using ComposeServer.Log.Feed;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Log.Feed;

public class LogFeedTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Everybody_sees_every_event_once_and_in_order_from_wherever_they_begin()
    {
        const int Written = 20_000;
        var log = new GrowingLog();
        await using var feed = new LogFeed(log, NullLogger.Instance);
        log.Grow(1_000);
        var followers = new[] { 0L, 500, 1_000, 1_000 }.Select(after => TakeAsync(feed, after, Written)).ToList();

        while (log.Position < Written)
        {
            log.Grow(Random.Shared.Next(1, 700));
            feed.Wake();
            await Task.Yield();
        }

        foreach (var (follower, after) in followers.Zip([0L, 500, 1_000, 1_000]))
        {
            var seen = await follower.WaitAsync(Patience);
            Assert.Equal(Enumerable.Range((int)after + 1, Written - (int)after).Select(i => (long)i), seen);
        }
    }

    [Fact]
    public async Task Those_who_follow_closely_read_the_database_once_together()
    {
        var log = new GrowingLog();
        await using var feed = new LogFeed(log, NullLogger.Instance);
        var followers = Enumerable.Range(0, 50).Select(_ => TakeAsync(feed, 0, 2_000)).ToList();
        // The first look has been made when one of them has something.
        log.Grow(1);
        feed.Wake();
        await WaitUntilAsync(() => feed.Followers == 50);
        for (var i = 0; i < 40; i++)
        {
            log.Grow(50);
            feed.Wake();
            await Task.Yield();
        }

        await Task.WhenAll(followers).WaitAsync(Patience);

        // Fifty followers that read for themselves would need eight readings each at least, one of each batch.
        Assert.InRange(log.Reads, 1, 300);
    }

    [Fact]
    public async Task A_word_that_is_lost_costs_a_moment_and_no_event()
    {
        var log = new GrowingLog();
        await using var feed = new LogFeed(log, NullLogger.Instance);
        var follower = TakeAsync(feed, 0, 10);
        log.Grow(10);

        // Nobody wakes the feed.
        Assert.Equal(10, (await follower.WaitAsync(Patience)).Count);
    }

    [Fact]
    public async Task A_database_that_was_away_for_a_while_loses_nothing()
    {
        var log = new GrowingLog();
        await using var feed = new LogFeed(log, NullLogger.Instance);
        var follower = TakeAsync(feed, 0, 300);
        log.Grow(100);
        feed.Wake();
        await WaitUntilAsync(() => log.Reads > 0);
        log.IsAway = true;
        log.Grow(200);
        feed.Wake();
        await WaitUntilAsync(() => log.Refusals > 0);
        log.IsAway = false;

        Assert.Equal(300, (await follower.WaitAsync(Patience)).Count);
    }

    [Fact]
    public async Task Nobody_reads_while_nobody_follows()
    {
        var log = new GrowingLog();
        await using var feed = new LogFeed(log, NullLogger.Instance);
        log.Grow(10);
        feed.Wake();
        await TakeAsync(feed, 0, 10).WaitAsync(Patience);
        Assert.Equal(0, feed.Followers);
        // One look may be on its way.
        await Task.Delay(400);
        var reads = log.Reads;

        await Task.Delay(600);

        Assert.Equal(reads, log.Reads);
    }

    [Fact]
    public async Task Who_takes_too_slowly_is_behind_alone()
    {
        var log = new GrowingLog();
        await using var feed = new LogFeed(log, NullLogger.Instance);
        Assert.Null(feed.ReadTo);
        await using (var slow = feed.FollowAsync(0, CancellationToken.None).GetAsyncEnumerator())
        {
            log.Grow(1);
            Assert.True(await slow.MoveNextAsync().AsTask().WaitAsync(Patience));
            log.Grow(500);

            await WaitUntilAsync(() => feed.ReadTo == 501);
            // What it was given it has not done with.
            Assert.Equal(501, feed.Lag);
        }

        Assert.Null(feed.ReadTo);
    }

    [Fact]
    public async Task A_feed_that_ends_ends_those_who_follow()
    {
        var feed = new LogFeed(new GrowingLog(), NullLogger.Instance);
        var follower = TakeAsync(feed, 0, 1);
        await WaitUntilAsync(() => feed.Followers == 1);

        await feed.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follower.WaitAsync(Patience));
    }

    [Fact]
    public async Task The_slowest_follower_is_known_by_what_it_has_not_been_given()
    {
        var log = new GrowingLog();
        log.Grow(100);
        await using var feed = new LogFeed(log, NullLogger.Instance);
        await using var quick = feed.FollowAsync(100, CancellationToken.None).GetAsyncEnumerator();
        var waiting = quick.MoveNextAsync();
        await using (var slow = feed.FollowAsync(0, CancellationToken.None).GetAsyncEnumerator())
        {
            Assert.True(await slow.MoveNextAsync());
            await WaitUntilAsync(() => feed.Lag == 100);

            var next = slow.MoveNextAsync();
            await WaitUntilAsync(() => feed.Lag == 0);
            log.Grow(1);
            feed.Wake();
            Assert.True(await next && await waiting);
        }

        await WaitUntilAsync(() => feed.Followers == 1 && feed.Lag == 1);
    }

    static async Task<List<long>> TakeAsync(LogFeed feed, long after, long until)
    {
        var seen = new List<long>();
        await foreach (var batch in feed.FollowAsync(after, CancellationToken.None))
        {
            Assert.InRange(batch.Count, 1, LogFeed.BatchMax);
            seen.AddRange(batch.Select(entry => entry.Position));
            if (seen[^1] >= until)
                break;
        }

        return [.. seen.Where(position => position <= until)];
    }

    static async Task WaitUntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
            await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>A log that grows, counts who reads it, and can be away.</summary>
    sealed class GrowingLog : IFeedReader
    {
        long _position;
        int _reads;
        int _refusals;

        public bool IsAway { get; set; }

        public long Position => Volatile.Read(ref _position);

        public int Reads => Volatile.Read(ref _reads);

        public int Refusals => Volatile.Read(ref _refusals);

        public void Grow(int count) => Interlocked.Add(ref _position, count);

        public async ValueTask<IReadOnlyList<FeedEntry>> ReadAfterAsync(long after, int max, CancellationToken cancel)
        {
            await Task.Yield();
            Answer();
            var last = long.Min(Position, after + max);
            return
            [
                .. Enumerable
                    .Range(1, (int)long.Max(0, last - after))
                    .Select(i => new FeedEntry(after + i, default, default, default, EventKind.Data, true, false)),
            ];
        }

        public ValueTask<long> ReadPositionAsync(CancellationToken cancel)
        {
            Answer();
            return ValueTask.FromResult(Position);
        }

        void Answer()
        {
            if (IsAway)
            {
                Interlocked.Increment(ref _refusals);
                throw new IOException("away");
            }

            Interlocked.Increment(ref _reads);
        }
    }
}
