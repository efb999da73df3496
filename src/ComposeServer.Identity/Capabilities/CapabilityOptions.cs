using System.Collections.Frozen;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Capabilities;

/// <summary>What an operator may decide about capabilities.</summary>
public sealed record CapabilityOptions
{
    /// <summary>Memory for remembering checked capability signatures, in bytes. Default 8 MiB, about 40,000 sessions.</summary>
    public long CacheSizeBytesMax { get; init; } = 8 << 20;

    /// <summary>Refuses capabilities that cover all of an account by <c>ceramic://*</c> alone. Default false, for the stock clients ask for it.</summary>
    public bool ForbidWildcard { get; init; }

    /// <summary>
    /// Capabilities that no longer count, by CID, whatever their times say: lost or stolen sessions. The protocol itself has no such list, so
    /// other nodes still accept them. Default empty. Source: ceramic.md 7.6.
    /// </summary>
    public IReadOnlySet<Cid> Revoked { get; init; } = FrozenSet<Cid>.Empty;

    /// <summary>Longest time from issue to expiry; capabilities without expiry are refused once it is set. Default null, no bound.</summary>
    public TimeSpan? LifetimeMax { get; init; }
}
