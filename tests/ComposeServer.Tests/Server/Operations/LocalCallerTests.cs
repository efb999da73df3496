using System.Net;
using ComposeServer.Server.GraphQLEndpoint.Watching;
using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Tests.Server.Operations;

public class LocalCallerTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost", true)]
    [InlineData("::1", "[::1]", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("192.0.2.1", "localhost", false)]
    [InlineData("127.0.0.1", "node.example", false)]
    public void A_program_on_this_machine_comes_over_loopback_and_calls_it_by_its_name(
        string address,
        string host,
        bool isLocal
    )
    {
        Assert.Equal(isLocal, LocalCaller.Is(From(address, host)));
    }

    [Theory]
    [InlineData("Forwarded", "for=192.0.2.1", false)]
    [InlineData("X-Forwarded-For", "192.0.2.1", false)]
    [InlineData("X-Forwarded-Host", "node.example", false)]
    [InlineData("X-Forwarded-Proto", "https", false)]
    [InlineData("X-Real-IP", "127.0.0.1", false)]
    [InlineData("Via", "1.1 proxy", false)]
    [InlineData("Origin", "https://page.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost:3000", true)]
    public void What_a_proxy_or_a_page_of_another_place_passes_on_is_not_local(
        string header,
        string value,
        bool isLocal
    )
    {
        var http = From("127.0.0.1", "localhost");
        http.Request.Headers[header] = value;

        Assert.Equal(isLocal, LocalCaller.Is(http));
    }

    [Theory]
    [InlineData("off", "127.0.0.1", "plan", ExplainLevel.None)]
    [InlineData("loopback", "127.0.0.1", "plan", ExplainLevel.Plan)]
    [InlineData("loopback", "192.0.2.1", "plan", ExplainLevel.None)]
    [InlineData("anywhere", "192.0.2.1", "analyze", ExplainLevel.Analyze)]
    [InlineData("anywhere", "192.0.2.1", "all", ExplainLevel.None)]
    [InlineData("anywhere", "192.0.2.1", null, ExplainLevel.None)]
    public void An_explanation_is_for_whom_the_setting_names(
        string setting,
        string address,
        string? asked,
        object level
    )
    {
        var http = From(address, "localhost");
        http.Request.Headers[ExplainDoor.Header] = asked;

        Assert.Equal(level, new ExplainDoor(setting).LevelOf(http));
    }

    static DefaultHttpContext From(string address, string host)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.Host = new(host, 7007);
        return http;
    }
}
