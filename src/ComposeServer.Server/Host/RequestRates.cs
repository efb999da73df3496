using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace ComposeServer.Server.Host;

/// <summary>Rate policies for the GraphQL endpoints of a host in C#.</summary>
public static class RequestRates
{
    /// <summary>
    /// Lets each account make so many requests in each window: the account that the session of a request proves, else its remote address. A
    /// DID that is only claimed (<c>ComposeDB-ViewerID</c>) counts for nothing. Who asks for more gets 429 with <c>Retry-After</c> and a
    /// GraphQL error of code <c>RATE_LIMITED</c>.
    /// </summary>
    /// <remarks>
    /// <code>options with { ConfigureEndpoints = endpoints => endpoints.RequireRateLimiting(RequestRates.ByAccount(100, TimeSpan.FromSeconds(1))) }</code>
    /// An array of requests, and a socket however much is asked over it, is one request; a browser's socket carries no session when it is opened, so it
    /// counts for the address. A proxy in front of the server is one address, unless the host has ASP.NET read what it forwards. Accounts cost
    /// nothing to make: of those that come in one window, <see cref="AccountsMax"/> are counted by themselves, the rest by address.
    /// </remarks>
    /// <param name="permits">Requests of one account in one window; at least 1.</param>
    /// <param name="window">At least 100 ms, the step of the limiter's own clock.</param>
    public static IRateLimiterPolicy<string> ByAccount(int permits, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.FromMilliseconds(100));
        return new AccountPolicy(permits, window);
    }

    /// <summary>Accounts that are counted by themselves in one window.</summary>
    public const int AccountsMax = 65_536;

    sealed class AccountPolicy(int permits, TimeSpan window) : IRateLimiterPolicy<string>
    {
        readonly RateKeys _keys = new(AccountsMax, window, TimeProvider.System);

        /// <summary>The framework asks a policy without a name, and not the limiter, how to refuse.</summary>
        public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected =>
            (rejected, _) => EndpointPolicies.RejectAsync(rejected);

        public RateLimitPartition<string> GetPartition(HttpContext httpContext)
        {
            var accounts = httpContext.RequestServices.GetService<RequestAccounts>();
            var key = _keys.Of(accounts?.ProvenBy(httpContext), httpContext.Connection.RemoteIpAddress);
            return RateLimitPartition.GetFixedWindowLimiter(
                key,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = permits,
                    Window = window,
                    QueueLimit = 0,
                }
            );
        }
    }
}
