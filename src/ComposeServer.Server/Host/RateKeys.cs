using System.Net;
using ComposeServer.Identity.Dids;
using ComposeServer.Server.RateLimits;

namespace ComposeServer.Server.Host;

/// <summary>
/// What requests are counted under: an account, else an address. Each key costs memory for a window, and strangers make as many accounts as
/// they like; so there are at most so many in a window, and who comes later is counted under the address. Thread-safe.
/// </summary>
/// <param name="accountsMax">Accounts of one window.</param>
/// <param name="window">How long an account is remembered.</param>
/// <param name="clock">Measures windows.</param>
sealed class RateKeys(int accountsMax, TimeSpan window, TimeProvider clock)
{
    const int IPv4Bytes = 4;

    readonly Lock _gate = new();
    readonly HashSet<string> _accounts = new(StringComparer.Ordinal);
    long _began = clock.GetTimestamp();

    /// <summary>The key of a request.</summary>
    /// <param name="account">Proven; null for none.</param>
    /// <param name="address">Where it comes from; null for a Unix socket.</param>
    public string Of(Did? account, IPAddress? address) =>
        account?.Text is { } did && IsKnown(did) ? did : "address " + TextOf(CallerAddress.Subscriber(address));

    bool IsKnown(string did)
    {
        lock (_gate)
        {
            if (clock.GetElapsedTime(_began) >= window)
            {
                _accounts.Clear();
                _began = clock.GetTimestamp();
            }

            return _accounts.Contains(did) || (_accounts.Count < accountsMax && _accounts.Add(did));
        }
    }

    static string TextOf(byte[] subscriber) =>
        subscriber.Length == IPv4Bytes ? new IPAddress(subscriber).ToString() : Convert.ToHexString(subscriber);
}
