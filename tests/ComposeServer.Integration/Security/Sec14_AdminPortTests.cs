using System.Net;
using System.Net.Sockets;
using ComposeServer.Server.RateLimits;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Security;

/// <summary>Who reaches the calls for administrators: programs on the machine, or whom a port of its own lets in.</summary>
public sealed class Sec14_AdminPortTests
{
    const string AnyPort = "http://127.0.0.1:0";

    static readonly string[] Calls =
    [
        "admin/getCode",
        "admin/status",
        "admin/modelData",
        "admin/models",
        "admin/composites",
        "admin/documents",
        "admin/pins",
        "admin/pins/k2t6wyfsu4pg0t2n4j8ms3s33xsgqjhtto04mvq8w5a2v5xo48idyz38l7ydki",
    ];

    [Fact]
    public async Task Administration_and_measurements_are_at_their_own_addresses_and_nowhere_else()
    {
        await using var node = await SeparateAsync();
        using var inside = new NodeClient(node.AdminAddress, Seeds.Key("admin"));

        Assert.NotEqual(node.Address, node.AdminAddress);
        foreach (var call in Calls)
        {
            using var hidden = await node.Http.GetAsync($"/api/v0/{call}");
            using var absent = await node.Http.GetAsync("/api/v0/admin/nothing");
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal(
                (await absent.Content.ReadAsStringAsync()).Replace("admin/nothing", call, StringComparison.Ordinal),
                await hidden.Content.ReadAsStringAsync()
            );
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(node.Http, "/metrics"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(inside.Http, "/metrics"));
        Assert.Equal("inmemory", (await inside.Api.AdminGetAsync("admin/status")).Ok.Text("network"));
        // What both need, such as the models of a deployment, is at both.
        foreach (var http in (HttpClient[])[node.Http, inside.Http])
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/api/v0/node/chains"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/readyz"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/graphql/schema.graphql"));
        }
    }

    [Theory]
    [InlineData("POST", "/api/v0/admin/modelData")]
    [InlineData("DELETE", "/api/v0/admin/modelData")]
    [InlineData("GET", "/API/v0/Admin/Status")]
    [InlineData("GET", "/api/v0/admin/status/")]
    [InlineData("GET", "/api/v0/%61dmin/status")]
    [InlineData("GET", "/Metrics")]
    public async Task No_other_spelling_finds_them_at_a_public_address(string method, string path)
    {
        await using var node = await SeparateAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_header_that_names_the_other_port_opens_nothing()
    {
        await using var node = await SeparateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/admin/getCode");
        request.Headers.Host = node.AdminAddress.Authority;

        using var answer = await node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_port_of_its_own_is_for_whom_the_network_lets_reach_it()
    {
        await using var node = await SeparateAsync();
        using var through = new NodeClient(node.AdminAddress, Seeds.Key("admin"));
        through.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");

        _ = (await through.Api.AdminGetAsync("admin/status")).Ok;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(through.Http, "/metrics"));
    }

    [Fact]
    public async Task It_may_be_a_file()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "admin.sock");
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                AdminUrls = [$"http://unix:{path}"],
            }
        );
        using var inside = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancel) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = new("http://localhost"),
        };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(inside, "/api/v0/admin/getCode"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(node.Http, "/api/v0/admin/getCode"));
    }

    [Fact]
    public async Task Without_a_port_of_its_own_administration_is_for_this_machine()
    {
        await using var node = await TestNode.StartAsync();
        using var outside = node.From("192.0.2.1");

        foreach (var call in Calls)
        {
            var refused = await outside.Api.GetAsync(call);
            Assert.Equal((HttpStatusCode.Forbidden, "ADMIN_LOOPBACK_ONLY"), (refused.Status, refused.Code));
            Assert.Contains("adminFrom", refused.Error);
        }

        _ = (await node.Api.AdminGetAsync("admin/status")).Ok;
        _ = (await outside.Api.GetAsync("node/chains")).Ok;
    }

    [Theory]
    [InlineData("Origin", "https://page.example")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task What_a_proxy_or_a_page_passes_on_is_not_of_this_machine(string header, string value)
    {
        await using var node = await TestNode.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/admin/getCode");
        request.Headers.Add(header, value);

        using var answer = await node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_operator_may_take_administration_from_anywhere()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { AdminFrom = "anywhere" });
        using var outside = node.From("192.0.2.1");

        _ = (await outside.Api.AdminGetAsync("admin/status")).Ok;
    }

    [Fact]
    public async Task Thousands_of_codes_for_strangers_do_not_keep_an_administrator_out()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { AdminFrom = "anywhere" });
        using var strangers = node.From("192.0.2.1");

        var flood = Parallel.ForAsync(
            0,
            5_000,
            TestContext.Current.CancellationToken,
            async (_, _) => _ = (await strangers.Api.GetAsync("admin/getCode")).Ok
        );
        for (var call = 0; call < 20; call++)
            _ = (await node.Api.AdminGetAsync("admin/status")).Ok;
        await flood;
        _ = (await node.Api.AdminGetAsync("admin/status")).Ok;
    }

    [Fact]
    public async Task Who_fails_too_often_is_not_looked_at_and_nobody_else_suffers()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { AdminFrom = "anywhere" });
        using var key = Seeds.Key("stranger");
        using var stranger = node.From("192.0.2.1", key);
        using var neighbour = node.From("192.0.2.2", key);
        using var admin = node.From("192.0.2.3");

        for (var failure = 0; failure < AdminTries.BurstMax; failure++)
            Assert.Equal("NOT_ADMIN", (await stranger.Api.AdminGetAsync("admin/status")).Code);
        var refused = await FailUntilRefusedAsync(stranger);

        Assert.Equal((HttpStatusCode.TooManyRequests, "RATE_LIMITED"), (refused.Status, refused.Code));
        Assert.Equal("NOT_ADMIN", (await neighbour.Api.AdminGetAsync("admin/status")).Code);
        _ = (await admin.Api.AdminGetAsync("admin/status")).Ok;
        _ = (await node.Api.AdminGetAsync("admin/status")).Ok;
    }

    /// <summary>A failure is forgotten each second, so it takes one more or some.</summary>
    static async Task<ApiReply> FailUntilRefusedAsync(NodeClient stranger)
    {
        for (var failure = 0; failure < 1000; failure++)
            if (await stranger.Api.AdminGetAsync("admin/status") is { Status: not HttpStatusCode.Unauthorized } refused)
                return refused;
        throw new InvalidOperationException("it was never refused");
    }

    static Task<TestNode> SeparateAsync() =>
        TestNode.StartAsync(configure: options => options with { AdminUrls = [AnyPort] });

    static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }
}
