namespace ComposeServer.Server.RateLimits;

/// <summary>
/// How many authors that nobody here has met may begin to write in a minute, all together. DIDs cost their maker nothing, so a limit for each
/// of them is none for who makes as many as are wanted. Who was let in once goes on as before, however many strangers come.
/// </summary>
/// <remarks>
/// A minute's worth may come at once; of it one address has a quarter, so that nobody keeps all newcomers out alone. Authors are remembered until
/// later ones displace them, who was quiet longest first. Only those that are let in take a slot: at the default limit, of those who wrote in the
/// last ten minutes one in a hundred thousand is forgotten. The memory ends with the process: after a restart everybody is new once. Safe for many
/// threads.
/// </remarks>
sealed class NewAuthors
{
    /// <summary>Authors that are remembered at the same time: 8 MiB.</summary>
    public const int KnownMax = 524_288;

    /// <summary>How many addresses it takes to use up the limit.</summary>
    public const int AddressesToFill = 4;

    readonly KeyedTimes _metAt = new(KnownMax / KeyedTimes.RowLength);
    readonly TokenBuckets _all;
    readonly TokenBuckets _addresses;
    readonly TimeProvider _clock;
    readonly long _started;

    /// <param name="perMinute">At least 1.</param>
    /// <param name="clock">Measures minutes.</param>
    public NewAuthors(int perMinute, TimeProvider clock)
    {
        var perAddress = int.Max(1, perMinute / AddressesToFill);
        _all = new(TimeSpan.FromMinutes(1) / perMinute, perMinute, rows: 1, clock);
        _addresses = new(
            TimeSpan.FromMinutes(1) / perAddress,
            perAddress,
            TokenBuckets.SlotsMax / KeyedTimes.RowLength,
            clock
        );
        _clock = clock;
        _started = clock.GetTimestamp();
    }

    /// <summary>Lets an author in, who is known from then on.</summary>
    /// <param name="author">UTF-8 of a DID that has signed.</param>
    /// <param name="address">Whose request it is, as <see cref="CallerAddress"/> has it.</param>
    /// <returns>False for a stranger, when there were too many of them.</returns>
    public bool TryEnter(ReadOnlySpan<byte> author, ReadOnlySpan<byte> address)
    {
        var hash = _metAt.HashOf(author);
        // Zero is no time: an empty slot has it.
        var now = _clock.GetElapsedTime(_started).Ticks + 1;
        lock (_metAt.GateOf(hash))
        {
            // An address loses nothing where there is nothing left for anybody.
            if (_metAt.Read(hash) is null && !(_all.HasToken([]) && _addresses.TryTake(address) && _all.TryTake([])))
                return false;
            _metAt.Write(hash, now);
            return true;
        }
    }
}
