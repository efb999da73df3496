using System.Collections.Concurrent;

namespace ComposeServer.Log.Feed;

/// <summary>Those who follow the log, and how far each has come. Thread-safe.</summary>
sealed class FeedFollowers
{
    readonly ConcurrentDictionary<Follower, bool> _all = new();
    int _count;

    /// <summary>How many.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Where the slowest one is; null when there is none.</summary>
    public long? FurthestBehind
    {
        get
        {
            long? least = null;
            foreach (var (follower, _) in _all)
                if (least is null || follower.Position < least)
                    least = follower.Position;
            return least;
        }
    }

    /// <summary>Adds one, until it is disposed of.</summary>
    /// <param name="after">Position of the last event that it knows.</param>
    public Follower Join(long after)
    {
        var follower = new Follower(this) { Position = after };
        _all[follower] = true;
        Interlocked.Increment(ref _count);
        return follower;
    }

    /// <summary>One who follows.</summary>
    public sealed class Follower(FeedFollowers all) : IDisposable
    {
        long _position;

        /// <summary>Of the last event that it has been given and has done with.</summary>
        public long Position
        {
            get => Interlocked.Read(ref _position);
            set => Interlocked.Exchange(ref _position, value);
        }

        public void Dispose()
        {
            if (all._all.TryRemove(this, out _))
                Interlocked.Decrement(ref all._count);
        }
    }
}
