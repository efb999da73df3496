using System.Net;
using ComposeServer.Server.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Tests.Server.RateLimits;

public class CallerAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    public void IPv4_is_counted_by_address(string from, string counted)
    {
        Assert.Equal(IPAddress.Parse(counted).GetAddressBytes(), CallerAddress.Of(From(from)));
    }

    [Fact]
    public void IPv6_is_counted_by_the_network_of_a_subscriber()
    {
        Assert.Equal(CallerAddress.Of(From("2001:db8:1:2::1")), CallerAddress.Of(From("2001:db8:1:2:ffff::9")));
        Assert.NotEqual(CallerAddress.Of(From("2001:db8:1:2::1")), CallerAddress.Of(From("2001:db8:1:3::1")));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("198.51.100.1, 192.0.2.7", "192.0.2.7")]
    [InlineData("nonsense,192.0.2.7:4711", "192.0.2.7")]
    [InlineData("192.0.2.7, nonsense", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public void Of_a_proxy_on_this_machine_the_last_word_counts(string forwarded, string counted)
    {
        var http = From("127.0.0.1");
        http.Request.Headers["X-Forwarded-For"] = forwarded;

        Assert.Equal(IPAddress.Parse(counted).GetAddressBytes(), CallerAddress.Of(http));
    }

    [Fact]
    public void Others_are_not_believed()
    {
        var http = From("192.0.2.1");
        http.Request.Headers["X-Forwarded-For"] = "192.0.2.7";

        Assert.Equal(IPAddress.Parse("192.0.2.1").GetAddressBytes(), CallerAddress.Of(http));
    }

    [Fact]
    public void A_socket_file_has_no_address()
    {
        Assert.Empty(CallerAddress.Of(new DefaultHttpContext()));
    }

    static DefaultHttpContext From(string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
