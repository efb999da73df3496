using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.RateLimits;

/// <summary>The address that a caller's requests are counted under.</summary>
static class CallerAddress
{
    /// <summary>Bytes of an IPv6 address that name a subscriber; the rest is theirs to choose (RFC 6177).</summary>
    const int PrefixBytes = 8;

    /// <summary>
    /// 4 bytes of IPv4, or the first 8 of IPv6; empty where there is none (a Unix socket). A proxy on this machine is believed: the last address in
    /// <c>X-Forwarded-For</c> is the one it saw; those before it are the caller's own words.
    /// </summary>
    public static byte[] Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if ((address is null || IPAddress.IsLoopback(address)) && LastForwarded(http) is { } seen)
            address = seen;
        return Subscriber(address);
    }

    /// <summary>The bytes of an address that name who has it; empty for none.</summary>
    public static byte[] Subscriber(IPAddress? address)
    {
        if (address is null)
            return [];
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..PrefixBytes] : bytes;
    }

    static IPAddress? LastForwarded(HttpContext http)
    {
        if (http.Request.Headers["X-Forwarded-For"] is not [.., { } last])
            return null;
        var text = last[(last.LastIndexOf(',') + 1)..].Trim();
        return IPAddress.TryParse(text, out var address) ? address
            : IPEndPoint.TryParse(text, out var endPoint) ? endPoint.Address
            : null;
    }
}
