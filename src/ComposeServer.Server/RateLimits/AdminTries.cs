using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.RateLimits;

/// <summary>Admin calls that failed, by address: who fails too often is not looked at for a while. Nobody else's tries count.</summary>
sealed class AdminTries(TimeProvider clock)
{
    /// <summary>Failures that who made none before may make at once.</summary>
    public const int BurstMax = 30;

    /// <summary>Failures that are forgotten in a second.</summary>
    const int PerSecond = 1;

    readonly TokenBuckets _tries = new(PerSecond, BurstMax, clock);

    /// <summary>Whether a call may be looked at. Programs on this machine may always call.</summary>
    public bool IsOpenTo(HttpContext http) => LocalCaller.Is(http) || _tries.HasToken(CallerAddress.Of(http));

    /// <summary>Notes a failure.</summary>
    public void Failed(HttpContext http)
    {
        if (!LocalCaller.Is(http))
            _tries.TryTake(CallerAddress.Of(http));
    }
}
