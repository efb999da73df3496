using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>Attack 57: a page of somebody else that calls in the name of who visits it.</summary>
public class CorsTests
{
    const string Own = "https://app.example";
    const string Foreign = "https://evil.example";

    [Fact]
    public async Task Pages_of_listed_origins_may_call_and_others_may_not()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { CorsOrigins = [Own] });

        foreach (var method in (HttpMethod[])[HttpMethod.Options, HttpMethod.Get])
        {
            Assert.Equal((Own, "true"), await AskAsync(node, method, Own));
            Assert.Equal((null, null), await AskAsync(node, method, Foreign));
            Assert.Equal((null, null), await AskAsync(node, method, "null"));
            Assert.Equal((null, null), await AskAsync(node, method, Own + ".evil.example"));
        }
    }

    [Fact]
    public async Task Where_every_page_may_call_its_own_origin_is_named_and_never_all_of_them()
    {
        await using var node = await TestNode.StartAsync();

        Assert.Equal((Foreign, "true"), await AskAsync(node, HttpMethod.Options, Foreign));
        Assert.Equal((Foreign, "true"), await AskAsync(node, HttpMethod.Get, Foreign));
    }

    static async Task<(string? Origin, string? Credentials)> AskAsync(TestNode node, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, "/graphql?query={__typename}");
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
            request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await node.Http.SendAsync(request);
        return (Header("Access-Control-Allow-Origin"), Header("Access-Control-Allow-Credentials"));

        string? Header(string name) =>
            answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
    }
}
