using System.Security.Cryptography;

namespace ComposeServer.Server.RateLimits;

/// <summary>A token bucket for each of any number of keys, in memory that never grows: strangers cost nothing but a slot.</summary>
/// <remarks>
/// A bucket is the one time at which it will be full again (GCRA, ITU-T I.371): full ones need not be kept at all. Slots stand in rows of
/// eight; a new key takes that of the fullest bucket of its row, so who has spent much is remembered longest, however many others come.
/// <code>
/// slot: 64 bits of a salted SHA-256 of the key ‖ 64 bits time, in ticks since the start     16 bytes
/// </code>
/// Keys are hashed with a secret of this process, so that nobody can look for two that share a bucket. Safe for many threads. The partitioned
/// limiter of .NET keeps an object for every key of the last ten seconds, without bound.
/// </remarks>
sealed class TokenBuckets
{
    /// <summary>Keys that are remembered at the same time: 1 MiB.</summary>
    public const int SlotsMax = 65_536;

    const int RowLength = 8;
    const int RowsMax = SlotsMax / RowLength;
    const int GatesMax = 64;
    const int SaltSizeBytes = 16;

    /// <summary>Bytes of a key that fit on the stack.</summary>
    const int ShortKeyBytes = 1024;

    readonly long _tokenTicks;
    readonly long _spentTicksMax;
    readonly TimeProvider _clock;
    readonly long _started;
    readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltSizeBytes);
    readonly ulong[] _keys = new ulong[SlotsMax];
    readonly long[] _fullAt = new long[SlotsMax];
    readonly Lock[] _gates = [.. Enumerable.Range(0, GatesMax).Select(_ => new Lock())];

    /// <param name="perSecond">Tokens that come back in a second.</param>
    /// <param name="burst">Tokens of a full bucket.</param>
    /// <param name="clock">Measures seconds.</param>
    public TokenBuckets(int perSecond, int burst, TimeProvider clock)
    {
        _tokenTicks = TimeSpan.TicksPerSecond / perSecond;
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
        var hash = HashOf(key);
        var row = (int)(hash % RowsMax);
        var now = _clock.GetElapsedTime(_started).Ticks;
        lock (_gates[row % GatesMax])
        {
            var slot = SlotOf(hash, row * RowLength);
            var fullAt = _keys[slot] == hash ? long.Max(_fullAt[slot], now) : now;
            var next = fullAt + _tokenTicks;
            if (next - now > _spentTicksMax)
                return false;
            if (take)
                (_keys[slot], _fullAt[slot]) = (hash, next);
            return true;
        }
    }

    /// <summary>The key's own slot, else that of the fullest bucket in its row.</summary>
    int SlotOf(ulong hash, int first)
    {
        var fullest = first;
        for (var slot = first; slot < first + RowLength; slot++)
        {
            if (_keys[slot] == hash)
                return slot;
            if (_fullAt[slot] < _fullAt[fullest])
                fullest = slot;
        }

        return fullest;
    }

    ulong HashOf(ReadOnlySpan<byte> key)
    {
        Span<byte> salted =
            key.Length <= ShortKeyBytes
                ? stackalloc byte[SaltSizeBytes + key.Length]
                : new byte[SaltSizeBytes + key.Length];
        _salt.CopyTo(salted);
        key.CopyTo(salted[SaltSizeBytes..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(salted, hash);
        return BitConverter.ToUInt64(hash);
    }
}
