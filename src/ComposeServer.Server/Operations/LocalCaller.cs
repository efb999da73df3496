using System.Net;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Operations;

/// <summary>Tells whether a request comes from a program on this machine.</summary>
static class LocalCaller
{
    /// <summary>What proxies put on requests that they pass on.</summary>
    static readonly string[] MarksOfProxies =
    [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Real-IP",
    ];

    /// <summary>
    /// True for a connection over loopback. Not for one that a proxy on this machine passes on; nor for a page of another place in a browser on
    /// this machine, which names its origin, or whose name leads here.
    /// </summary>
    public static bool Is(HttpContext http)
    {
        var (address, headers) = (http.Connection.RemoteIpAddress, http.Request.Headers);
        return (address is null || IPAddress.IsLoopback(address))
            && !MarksOfProxies.Any(headers.ContainsKey)
            && IsOfThisMachine(http.Request.Host.Host)
            && (headers.Origin is not [{ } origin] || IsLoopbackPage(origin));
    }

    static bool IsOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    static bool IsLoopbackPage(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.IsLoopback;
}
