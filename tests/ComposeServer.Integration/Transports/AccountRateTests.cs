using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;
using Microsoft.AspNetCore.Builder;

namespace ComposeServer.Integration.Transports;

/// <summary>A host in C# lets each account ask so often.</summary>
public sealed class AccountRateTests : IAsyncLifetime
{
    const int Permits = 2;

    readonly Account _ada = new("Ada");
    readonly Account _bob = new("Bob");
    TestNode _node = null!;

    public async ValueTask InitializeAsync() =>
        _node = await TestNode.StartAsync(configure: options =>
            options with
            {
                AcceptDefault = "graphql-response",
                ConfigureEndpoints = endpoints =>
                    endpoints.RequireRateLimiting(RequestRates.ByAccount(Permits, TimeSpan.FromHours(1))),
            }
        );

    public async ValueTask DisposeAsync()
    {
        _ada.Dispose();
        _bob.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Each_account_has_its_own_share_whichever_session_proves_it()
    {
        await UseUpAsync(SessionOf(_ada));

        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(SessionOf(_ada)));
        await UseUpAsync(SessionOf(_bob));
        await UseUpAsync(null);
    }

    [Fact]
    public async Task Who_proves_nothing_shares_with_the_address()
    {
        await UseUpAsync(null);

        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(null, claim: _ada.Did.Text));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync("DIDSession nonsense"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync("Bearer " + _bob.Did.Text));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(SessionOf(_ada)));
    }

    [Fact]
    public async Task The_answer_says_in_the_form_of_GraphQL_when_to_come_back()
    {
        await UseUpAsync(null);

        using var refused = await _node.Http.PostAsync(
            "/graphql",
            JsonContent.Create(new { query = "{ __typename }" })
        );

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/graphql-response+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal(
            "RATE_LIMITED",
            JsonElement.Parse(await refused.Content.ReadAsStringAsync()).Text("errors.0.extensions.code")
        );
    }

    [Fact]
    public async Task Other_endpoints_are_as_they_were()
    {
        await UseUpAsync(null);

        for (var i = 0; i <= Permits; i++)
            _ = (await _node.Api.GetAsync("node/healthcheck")).Ok;
    }

    async Task UseUpAsync(string? authorization)
    {
        for (var i = 0; i < Permits; i++)
            Assert.Equal(HttpStatusCode.OK, await AskAsync(authorization));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(authorization));
    }

    static string SessionOf(Account account)
    {
        using var session = account.NewSession(TimeProvider.System);
        return "DIDSession " + session.Serialize();
    }

    async Task<HttpStatusCode> AskAsync(string? authorization, string? claim = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ __typename }" }),
        };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (claim is not null)
            request.Headers.Add("ComposeDB-ViewerID", claim);
        using var answer = await _node.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
