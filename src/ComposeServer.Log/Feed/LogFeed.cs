using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Log.Feed;

/// <summary>
/// Lets any number follow the log from any position. One loop reads what is new, once for all of them, and only while somebody follows.
/// Word of a commit wakes it; the position is the truth, so a word that is lost costs a moment and no event.
/// </summary>
public sealed partial class LogFeed : IAsyncDisposable
{
    /// <summary>Events handed over together.</summary>
    public const int BatchMax = 256;

    /// <summary>Events kept in memory.</summary>
    const int RecentMax = 8_192;

    /// <summary>How often it looks by itself: other servers over the same database send no word.</summary>
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    readonly IFeedReader _reader;
    readonly ILogger _log;
    readonly RecentEntries _recent = new(RecentMax);
    readonly CancellationTokenSource _stop = new();
    readonly SemaphoreSlim _woken = new(0, 1);
    readonly Task _loop;
    TaskCompletionSource _news = NewSource();
    readonly FeedFollowers _followers = new();
    bool _isFailing;

    /// <param name="reader">Committed events.</param>
    /// <param name="log">Where it reports.</param>
    public LogFeed(IFeedReader reader, ILogger log)
    {
        (_reader, _log) = (reader, log);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>How many follow.</summary>
    public int Followers => _followers.Count;

    /// <summary>Events that the slowest of them has not been given; 0 while nobody follows.</summary>
    public long Lag => _followers.FurthestBehind is { } position ? long.Max(0, _recent.Last - position) : 0;

    /// <summary>Position of the last event that was read from the log; null while nobody follows and before the first look.</summary>
    public long? ReadTo => Followers > 0 && _recent.Last is >= 0 and var last ? last : null;

    /// <summary>Tells that something was committed.</summary>
    public void Wake()
    {
        if (_woken.CurrentCount > 0 || Followers == 0)
            return;
        try
        {
            _woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it.
        }
    }

    /// <summary>Position of the last committed event.</summary>
    public ValueTask<long> ReadPositionAsync(CancellationToken cancel) => _reader.ReadPositionAsync(cancel);

    /// <summary>Events after a position, then those that come, in order, each once.</summary>
    /// <param name="after">Position of the last event that is known.</param>
    /// <param name="cancel">Ends it; it has no other end.</param>
    /// <returns>Batches of one event at least, <see cref="BatchMax"/> at most.</returns>
    public async IAsyncEnumerable<IReadOnlyList<FeedEntry>> FollowAsync(
        long after,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        using var follower = _followers.Join(after);
        Wake();
        while (true)
        {
            var news = Volatile.Read(ref _news).Task;
            var batch = await ReadAfterAsync(follower.Position, both.Token);
            if (batch.Count == 0)
            {
                await news.WaitAsync(both.Token);
                continue;
            }

            yield return batch;
            follower.Position = batch[^1].Position;
        }
    }

    /// <summary>Ends all who follow.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _woken.Dispose();
    }

    /// <summary>Waits while the database is away: who follows is told late, and of everything. The loop reports it.</summary>
    async ValueTask<IReadOnlyList<FeedEntry>> ReadAfterAsync(long after, CancellationToken cancel)
    {
        while (true)
        {
            if (_recent.After(after, BatchMax) is { } recent)
                return recent;
            try
            {
                return await _reader.ReadAfterAsync(after, BatchMax, cancel);
            }
            catch (Exception) when (!cancel.IsCancellationRequested)
            {
                await Task.Delay(LookInterval, cancel);
            }
        }
    }

    async Task RunAsync()
    {
        long? position = null;
        try
        {
            while (true)
            {
                if (Followers == 0)
                    position = null;
                await _woken.WaitAsync(Followers == 0 ? Timeout.InfiniteTimeSpan : LookInterval, _stop.Token);
                position = await GuardAsync(position);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    async Task<long?> GuardAsync(long? position)
    {
        try
        {
            position = position is { } known ? await ReadNewsAsync(known) : await BeginAsync();
            _isFailing = false;
        }
        catch (Exception error) when (!_stop.IsCancellationRequested)
        {
            // Once for each time that the database is away.
            if (!_isFailing)
                LogFailed(error.Message);
            _isFailing = true;
        }

        return position;
    }

    async Task<long> BeginAsync()
    {
        var position = await _reader.ReadPositionAsync(_stop.Token);
        _recent.Restart(position);
        Announce();
        return position;
    }

    async Task<long> ReadNewsAsync(long position)
    {
        while (true)
        {
            var batch = await _reader.ReadAfterAsync(position, BatchMax, _stop.Token);
            if (batch.Count == 0)
                return position;
            _recent.Add(batch);
            position = batch[^1].Position;
            Announce();
        }
    }

    /// <summary>The next news are there before these are told, so that nobody waits for what has been.</summary>
    void Announce() => Interlocked.Exchange(ref _news, NewSource()).TrySetResult();

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed cannot read the log; trying on: {Reason}")]
    partial void LogFailed(string reason);
}
