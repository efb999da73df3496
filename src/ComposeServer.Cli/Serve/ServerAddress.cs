using System.Net;

namespace ComposeServer.Cli.Serve;

/// <summary>Turns what a server listens on into an address that a program on the same machine can use.</summary>
static class ServerAddress
{
    /// <summary>The first address without TLS, else the first.</summary>
    /// <param name="addresses">As the server tells them, for example <c>http://0.0.0.0:7007</c>.</param>
    public static Uri ForThisMachine(IReadOnlyList<string> addresses)
    {
        var address =
            addresses.FirstOrDefault(text => text.StartsWith("http:", StringComparison.Ordinal)) ?? addresses[0];
        var open = new Uri(address.Replace("://*:", "://0.0.0.0:").Replace("://+:", "://0.0.0.0:"));
        return
            IPAddress.TryParse(open.DnsSafeHost, out var ip)
            && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(open) { Host = IPAddress.Loopback.ToString() }.Uri
            : open;
    }
}
