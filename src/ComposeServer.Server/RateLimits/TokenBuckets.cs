namespace ComposeServer.Server.RateLimits;

/// <summary>A token bucket for each of any number of keys, in memory that never grows.</summary>
/// <remarks>
/// A bucket is the one time at which it will be full again (GCRA, ITU-T I.371), in ticks since the start: full ones need not be kept at all. A new
/// key takes the slot of the fullest bucket of its row (<see cref="KeyedTimes"/>), so who has spent much is remembered longest, however many
/// others come. Safe for many threads. The partitioned limiter of .NET keeps an object for every key of the last ten seconds, without bound.
/// </remarks>
sealed class TokenBuckets
{
    /// <summary>Keys that are remembered at the same time: 1 MiB.</summary>
    public const int SlotsMax = 65_536;

    readonly KeyedTimes _fullAt;
    readonly long _tokenTicks;
    readonly long _spentTicksMax;
    readonly TimeProvider _clock;
    readonly long _started;

    /// <param name="perSecond">Tokens that come back in a second.</param>
    /// <param name="burst">Tokens of a full bucket.</param>
    /// <param name="clock">Measures seconds.</param>
    public TokenBuckets(int perSecond, int burst, TimeProvider clock)
        : this(TimeSpan.FromTicks(TimeSpan.TicksPerSecond / perSecond), burst, SlotsMax / KeyedTimes.RowLength, clock)
    { }

    /// <param name="perToken">Time in which one token comes back.</param>
    /// <param name="burst">Tokens of a full bucket.</param>
    /// <param name="rows">Of keys that are remembered at the same time.</param>
    /// <param name="clock">Measures time.</param>
    public TokenBuckets(TimeSpan perToken, int burst, int rows, TimeProvider clock)
    {
        _fullAt = new(rows);
        _tokenTicks = perToken.Ticks;
        _spentTicksMax = _tokenTicks * burst;
        _clock = clock;
        _started = clock.GetTimestamp();
    }

    /// <summary>Takes a token out of a bucket.</summary>
    /// <returns>False when it has none.</returns>
    public bool TryTake(ReadOnlySpan<byte> key) => TryTake(key, take: true);

    /// <summary>Says whether a bucket has a token, and leaves it there.</summary>
    public bool HasToken(ReadOnlySpan<byte> key) => TryTake(key, take: false);

    bool TryTake(ReadOnlySpan<byte> key, bool take)
    {
        var hash = _fullAt.HashOf(key);
        var now = _clock.GetElapsedTime(_started).Ticks;
        lock (_fullAt.GateOf(hash))
        {
            var fullAt = long.Max(_fullAt.Read(hash) ?? now, now);
            var next = fullAt + _tokenTicks;
            if (next - now > _spentTicksMax)
                return false;
            if (take)
                _fullAt.Write(hash, next);
            return true;
        }
    }
}
