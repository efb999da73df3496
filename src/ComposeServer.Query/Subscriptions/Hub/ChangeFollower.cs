using System.Runtime.CompilerServices;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>Events of documents from a position on: those that were, from the log; those that come, from the hub. Each once, in order.</summary>
/// <param name="hub">Tells what comes.</param>
sealed class ChangeFollower(ChangeHub hub)
{
    /// <summary>A caller further behind gets each document once instead of each event.</summary>
    public const int CompactBeyond = 10_000;

    /// <param name="after">The last position that is known.</param>
    /// <param name="keys">What is wanted.</param>
    /// <param name="mayFit">Chooses by the event alone, before its document is read.</param>
    /// <param name="choose">Makes of both what is told; null for what is not.</param>
    /// <param name="cancel">Ends it; it has no other end.</param>
    public async IAsyncEnumerable<T> FollowAsync<T>(
        long after,
        IReadOnlyCollection<ChangeKey> keys,
        Func<FeedEntry, bool> mayFit,
        Func<DocumentEvent, T?> choose,
        [EnumeratorCancellation] CancellationToken cancel
    )
        where T : class
    {
        while (true)
        {
            var seat = new ChangeSeat<T>(heard => mayFit(heard.Entry) ? choose(heard) : null);
            try
            {
                var from = await hub.ListenAsync(seat, keys, after, cancel);
                if (from > after)
                    await foreach (var missed in ReadAsync(after, from, mayFit, cancel))
                        if (choose(missed) is { } chosen)
                            yield return chosen;
                after = from;
                await foreach (var heard in seat.Events.ReadAllAsync(cancel))
                    yield return heard;
                after = long.Max(after, seat.Heard);
            }
            finally
            {
                hub.Leave(seat);
            }
        }
    }

    /// <summary>What was between two positions, with one statement for the documents of a batch.</summary>
    public async IAsyncEnumerable<DocumentEvent> ReadAsync(
        long after,
        long to,
        Func<FeedEntry, bool> mayFit,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var batches = BatchesAsync(after, to, mayFit, cancel);
        if (to - after > CompactBeyond)
            batches = CompactAsync(batches);
        await foreach (var batch in batches)
        {
            var states = await hub.States.FindAsync([.. batch.Select(entry => entry.Log).Distinct()], cancel);
            foreach (var entry in batch)
                yield return new(entry, states.GetValueOrDefault(entry.Log) as DocumentState, isRead: true);
        }
    }

    async IAsyncEnumerable<IReadOnlyList<FeedEntry>> BatchesAsync(
        long after,
        long to,
        Func<FeedEntry, bool> mayFit,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var batch in hub.Feed.FollowAsync(after, cancel))
        {
            var some = batch.Where(entry => entry.Position <= to && mayFit(entry)).ToList();
            if (some.Count > 0)
                yield return some;
            if (batch[^1].Position >= to)
                yield break;
        }
    }

    /// <summary>The last event of each log on the way. A first event keeps its meaning, for its document is new to the caller.</summary>
    static async IAsyncEnumerable<IReadOnlyList<FeedEntry>> CompactAsync(
        IAsyncEnumerable<IReadOnlyList<FeedEntry>> batches
    )
    {
        var last = new Dictionary<LogName, FeedEntry>();
        await foreach (var batch in batches)
        foreach (var entry in batch)
            last[entry.Log] = last.TryGetValue(entry.Log, out var earlier)
                ? earlier with
                {
                    Position = entry.Position,
                }
                : entry;
        foreach (var chunk in last.Values.OrderBy(entry => entry.Position).Chunk(LogFeed.BatchMax))
            yield return chunk;
    }
}
