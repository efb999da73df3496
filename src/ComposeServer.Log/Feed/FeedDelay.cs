namespace ComposeServer.Log.Feed;

/// <summary>
/// Judges whether a server reads the log in time. It is late when there are more than <see cref="EventsMax"/> events that it has not read
/// although they have been there for longer than <see cref="AgeMax"/>: a burst of writes is no delay. Thread-safe.
/// </summary>
/// <remarks>
/// It needs no timer and no regular looks: it remembers where the log ended at one moment, and says so once that is longer ago than allowed and
/// the reader has still not come there.
/// </remarks>
/// <param name="clock">Measures the time between looks.</param>
public sealed class FeedDelay(TimeProvider clock)
{
    /// <summary>Events that a reader may be behind for any time.</summary>
    public const int EventsMax = 10_000;

    /// <summary>How long it may be behind by more.</summary>
    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(30);

    readonly Lock _gate = new();
    (long End, long At)? _mark;

    /// <summary>Takes a look.</summary>
    /// <param name="end">Position of the last committed event.</param>
    /// <param name="read">Position of the last event that was read; null when there is nobody who reads.</param>
    /// <returns>True when the reader is late.</returns>
    public bool IsLate(long end, long? read)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_mark is { } mark && mark.End - read > EventsMax)
                return clock.GetElapsedTime(mark.At, now) > AgeMax;
            _mark = (end, now);
            return false;
        }
    }
}
