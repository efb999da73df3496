using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ComposeServer.Integration.Transports;

/// <summary>Policies that a host in C# puts on the GraphQL endpoints.</summary>
public class PolicyTests
{
    [Theory]
    [InlineData(null, 401, "UNAUTHENTICATED")]
    [InlineData("guest", 403, "FORBIDDEN")]
    [InlineData("member", 200, null)]
    public async Task Who_does_not_satisfy_the_policy_is_refused_in_the_form_of_GraphQL(
        string? name,
        int status,
        string? code
    )
    {
        await using var node = await TestNode.StartAsync(configure: ForMembers);

        foreach (var path in (string[])["/graphql", "/graphql/other"])
        {
            using var answer = await AskAsync(node, name, path);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();

            // Whoever is let through learns that there is no other schema.
            Assert.Equal(path == "/graphql/other" && code is null ? 404 : status, (int)answer.StatusCode);
            Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
            if (code is not null)
                Assert.Equal(code, body.Text("errors.0.extensions.code"));
        }
    }

    [Fact]
    public async Task The_scheme_says_how_to_prove_who_one_is()
    {
        await using var node = await TestNode.StartAsync(configure: ForMembers);

        using var answer = await AskAsync(node, null);

        Assert.Equal("Name", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Without_a_scheme_nobody_is_anybody()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                ConfigureServices = services =>
                    services.AddAuthorizationBuilder().AddPolicy("members", policy => policy.RequireClaim("member")),
                ConfigureEndpoints = endpoints => endpoints.RequireAuthorization("members"),
            }
        );

        using var answer = await AskAsync(node, "member");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            "UNAUTHENTICATED",
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code")
        );
    }

    [Fact]
    public async Task A_socket_is_refused_before_it_is_opened()
    {
        await using var node = await TestNode.StartAsync(configure: ForMembers);
        var address = new UriBuilder(node.Address) { Scheme = "ws", Path = "/graphql" }.Uri;

        using var stranger = new ClientWebSocket();
        stranger.Options.AddSubProtocol("graphql-transport-ws");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() =>
            stranger.ConnectAsync(address, CancellationToken.None)
        );
        using var member = new ClientWebSocket();
        member.Options.AddSubProtocol("graphql-transport-ws");
        member.Options.SetRequestHeader("Name", "member");
        await member.ConnectAsync(address, CancellationToken.None);

        Assert.Contains("401", refused.Message);
        Assert.Equal(WebSocketState.Open, member.State);
    }

    [Fact]
    public async Task Other_endpoints_are_as_they_were()
    {
        await using var node = await TestNode.StartAsync(configure: ForMembers);

        using var health = await node.Http.GetAsync("/api/v0/node/healthcheck");

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_so_in_the_form_of_GraphQL()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                ConfigureServices = services =>
                    services.AddRateLimiter(limiter =>
                        limiter.AddFixedWindowLimiter(
                            "calm",
                            window => (window.PermitLimit, window.Window) = (2, TimeSpan.FromHours(1))
                        )
                    ),
                ConfigureEndpoints = endpoints => endpoints.RequireRateLimiting("calm"),
            }
        );

        using var first = await AskAsync(node, null);
        using var second = await AskAsync(node, null);
        using var third = await AskAsync(node, null);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal(
            "RATE_LIMITED",
            (await third.Content.ReadFromJsonAsync<JsonElement>()).Text("errors.0.extensions.code")
        );
    }

    static ServerOptions ForMembers(ServerOptions options) =>
        options with
        {
            ConfigureServices = services =>
                services
                    .AddAuthentication("Name")
                    .AddScheme<AuthenticationSchemeOptions, ByName>("Name", null)
                    .Services.AddAuthorizationBuilder()
                    .AddPolicy("members", policy => policy.RequireClaim("member")),
            ConfigureEndpoints = endpoints => endpoints.RequireAuthorization("members"),
        };

    static async Task<HttpResponseMessage> AskAsync(TestNode node, string? name, string path = "/graphql")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(new { query = "{ __typename }" }),
        };
        if (name is not null)
            request.Headers.Add("Name", name);
        return await node.Http.SendAsync(request);
    }

    /// <summary>Believes a header.</summary>
    sealed class ByName(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            string? name = Request.Headers["Name"];
            if (name is null)
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity(name == "member" ? [new Claim("member", "yes")] : [], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.Headers.WWWAuthenticate = "Name";
            return base.HandleChallengeAsync(properties);
        }
    }
}
