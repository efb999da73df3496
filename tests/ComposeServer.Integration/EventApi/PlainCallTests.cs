using System.Net;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary>Calls that are about the server itself, and addresses where nothing is.</summary>
public class PlainCallTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Fact]
    public async Task The_server_is_alive()
    {
        var reply = await social.Node.GetAsync("liveness");

        Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, reply.Body.GetString()));
    }

    [Fact]
    public async Task The_version_is_the_one_of_the_API()
    {
        JsonAssert.Equal(new { version = "0.58.0" }, (await social.Node.GetAsync("version")).Ok);
        JsonAssert.Equal(new { version = "0.58.0" }, (await social.Node.PostAsync("version")).Ok);
    }

    [Theory]
    [InlineData("inmemory")]
    [InlineData("local")]
    public async Task The_network_is_named(string network)
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { Network = network });

        JsonAssert.Equal(new { name = network }, (await node.GetAsync("config/network")).Ok);
    }

    [Fact]
    public async Task There_are_no_peers_and_none_is_added()
    {
        JsonAssert.Equal(new { peers = Array.Empty<object>() }, (await social.Node.GetAsync("peers")).Ok);
        var refused = await social.Node.PostAsync("peers?addresses=/ip4/127.0.0.1/tcp/4101");
        Assert.Equal((400, "NOT_ALLOWED"), refused.Refusal);
        Assert.StartsWith("this server connects to no peers", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_any_origin_may_call()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/ceramic/events");
        request.Headers.Add("Origin", "https://app.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        var reply = await social.Node.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal("https://app.example", reply.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains("POST", reply.Headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/nothing/here")]
    [InlineData("GET", "/ceramic")]
    [InlineData("GET", "/ceramic/nothing")]
    [InlineData("GET", "/ceramic/events/a/b/c")]
    [InlineData("GET", "/ceramic/debug/heap")]
    [InlineData("GET", "/ceramic/feed")]
    [InlineData("POST", "/api/v1/streams")]
    [InlineData("GET", "/ceramic/../../etc/passwd")]
    [InlineData("GET", "/ceramic/..%2f..%2fetc/passwd")]
    [InlineData("GET", "/%00")]
    public async Task Where_nothing_is_served_the_answer_is_JSON(string method, string path)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(
                social.Node.Address.GetLeftPart(UriPartial.Authority) + path,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        var reply = await social.Node.SendAsync(request);

        if (path == "/%00")
        {
            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            return;
        }

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        JsonAssert.Equal(new { error = "nothing is served at this address", code = "NO_SUCH_ROUTE" }, reply.Body);
        Assert.Equal("application/json; charset=utf-8", reply.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("PUT", "/ceramic/events")]
    [InlineData("DELETE", "/ceramic/streams/x")]
    [InlineData("PUT", "/graphql")]
    public async Task A_method_that_a_route_does_not_have_is_refused_by_the_router(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await social.Node.SendAsync(request)).Status);
    }

    [Fact]
    public async Task The_node_API_keeps_its_page_for_unknown_routes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/nothing");

        var reply = await social.Node.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Equal("text/html; charset=utf-8", reply.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Calls_are_measured_by_their_route()
    {
        await social.Node.GetAsync("version");
        await social.Node.GetAsync("feed/events?limit=0");

        using var answer = await social.Node.Http.GetAsync("/metrics");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Contains("route=\"ceramic/version\"", text, StringComparison.Ordinal);
        Assert.Contains("code=\"INVALID_PAGING\",door=\"events\"", text, StringComparison.Ordinal);
    }
}
