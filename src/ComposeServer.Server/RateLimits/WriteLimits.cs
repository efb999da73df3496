using ComposeServer.Server.Host;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.RateLimits;

/// <summary>
/// How many events are taken in a second from one address, of one author and for one model, and how many new authors in a minute, at every door
/// for writes. Programs on this machine
/// write without end: whoever runs them could as well raise the limits.
/// </summary>
sealed class WriteLimits(ServerOptions options, TimeProvider clock)
{
    /// <summary>Seconds' worth of writes that who was quiet may make at once.</summary>
    public const int BurstSeconds = 10;

    /// <summary>Buckets of addresses; null without limit.</summary>
    public TokenBuckets? Addresses { get; } = Buckets(options.AddressWritesPerSecond, clock);

    /// <summary>Buckets of those whose signature, or whose session's, an event has; null without limit.</summary>
    public TokenBuckets? Authors { get; } = Buckets(options.AuthorWritesPerSecond, clock);

    /// <summary>Buckets of models; null without limit.</summary>
    public TokenBuckets? Models { get; } = Buckets(options.ModelWritesPerSecond, clock);

    /// <summary>Authors that nobody here has met; null without limit.</summary>
    public NewAuthors? NewAuthors { get; } =
        options.NewAuthorsPerMinute == 0 ? null : new(options.NewAuthorsPerMinute, clock);

    /// <summary>What a caller may write.</summary>
    public WriteQuota For(HttpContext http) => new(this, http);

    static TokenBuckets? Buckets(int perSecond, TimeProvider clock) =>
        perSecond == 0 ? null : new(perSecond, perSecond * BurstSeconds, clock);
}
