using System.Globalization;
using System.Runtime.CompilerServices;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Log;
using ComposeServer.Log.Feed;

namespace ComposeServer.Query.Subscriptions;

/// <summary>Where a subscription begins: now, or behind the last position that its caller saw.</summary>
sealed class FeedStart
{
    /// <summary>A caller further behind gets each document once instead of each event.</summary>
    public const int CompactBeyond = 10_000;

    readonly LogFeed _feed;
    readonly long _after;
    readonly long _now;

    FeedStart(LogFeed feed, long after, long now) => (_feed, _after, _now) = (feed, after, now);

    /// <summary>Finds it.</summary>
    /// <param name="feed">The log.</param>
    /// <param name="after">The argument of that name; null for now.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="GraphQLException"><c>INVALID_CURSOR</c>: no position, or one that is not there yet.</exception>
    public static async ValueTask<FeedStart> FindAsync(LogFeed feed, string? after, CancellationToken cancel)
    {
        var now = await feed.ReadPositionAsync(cancel);
        return new(feed, after is null ? now : Read(after, now), now);
    }

    /// <summary>Batches of events that fit, from there on.</summary>
    public async IAsyncEnumerable<IReadOnlyList<FeedEntry>> FollowAsync(
        Func<FeedEntry, bool> fits,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var position = _after;
        if (_now - position > CompactBeyond)
        {
            foreach (var batch in await CompactAsync(fits, cancel))
                yield return batch;
            position = _now;
        }

        await foreach (var batch in _feed.FollowAsync(position, cancel))
        {
            var some = batch.Where(fits).ToList();
            if (some.Count > 0)
                yield return some;
        }
    }

    static long Read(string after, long now)
    {
        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            throw new GraphQLException("The argument \"after\" is not a position", ErrorCodes.InvalidCursor);
        return position <= now
            ? position
            : throw new GraphQLException(
                "The position in \"after\" is not of this database: nothing stands there yet",
                ErrorCodes.InvalidCursor
            );
    }

    /// <summary>The last event of each log on the way. A first event keeps its meaning, for its document is new to the caller.</summary>
    async Task<IEnumerable<FeedEntry[]>> CompactAsync(Func<FeedEntry, bool> fits, CancellationToken cancel)
    {
        var last = new Dictionary<LogName, FeedEntry>();
        await foreach (var batch in _feed.FollowAsync(_after, cancel))
        {
            foreach (var entry in batch.Where(entry => entry.Position <= _now && fits(entry)))
                last[entry.Log] = last.TryGetValue(entry.Log, out var earlier)
                    ? earlier with
                    {
                        Position = entry.Position,
                    }
                    : entry;
            if (batch[^1].Position >= _now)
                break;
        }

        return last.Values.OrderBy(entry => entry.Position).Chunk(LogFeed.BatchMax);
    }
}
