using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 42: what a page of a foreign site can have a browser send without asking first. No door goes by cookies; still, none of these writes.</summary>
public class Sec42_ForeignPageTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Write =
        "mutation { createPost(input: { content: { title: \"forged\", publishedAt: \"2026-12-01T10:00:00Z\", audience: EVERYONE } }) { document { id } } }";

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("text/plain; a=application/json")]
    [InlineData("application/jsonp")]
    [InlineData("text/json")]
    [InlineData(null)]
    public async Task A_write_in_a_body_that_is_not_declared_as_JSON_is_refused(string? contentType)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { query = Write }));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        await RefuseAsync(HttpMethod.Post, "/graphql", content, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("?query={0}", "query=a")]
    [InlineData("?a=1", "query={0}")]
    [InlineData("", "operations=%7B%22query%22%3A%22{0}%22%7D&map=%7B%7D")]
    public async Task A_form_that_carries_a_write_is_refused(string query, string form)
    {
        var write = Uri.EscapeDataString(Write);
        using var content = new StringContent(form.Replace("{0}", write, StringComparison.Ordinal));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        await RefuseAsync(
            HttpMethod.Post,
            "/graphql" + query.Replace("{0}", write, StringComparison.Ordinal),
            content,
            HttpStatusCode.UnsupportedMediaType
        );
    }

    [Theory]
    [InlineData("GET", null, null)]
    [InlineData("GET", "X-HTTP-Method-Override", "POST")]
    [InlineData("GET", "X-HTTP-Method", "POST")]
    [InlineData("GET", "Accept", "text/event-stream")]
    [InlineData("GET", "Accept", "multipart/mixed")]
    public async Task A_link_that_carries_a_write_is_refused(string method, string? header, string? value)
    {
        using var request = RequestOf(new(method), $"/graphql?query={Uri.EscapeDataString(Write)}");
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        var before = await social.Node.FootprintAsync();

        using var answer = await social.Node.Http.SendAsync(request);

        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Operations of kind mutation are not taken here", body);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_write_nothing(string method)
    {
        var before = await social.Node.FootprintAsync();
        using var request = RequestOf(new(method), $"/graphql?query={Uri.EscapeDataString(Write)}");

        using var answer = await social.Node.Http.SendAsync(request);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://app.example.evil.example")]
    [InlineData("http://app.example")]
    [InlineData("https://app.example:444")]
    [InlineData("null")]
    public async Task A_page_of_an_origin_that_is_not_listed_opens_no_socket(string origin)
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                CorsOrigins = ["https://app.example"],
            }
        );

        using var own = await SocketClient.ConnectAsync(node, "https://app.example");
        using var program = await SocketClient.OpenAsync(node);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(node, origin));
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(node.Address, "/graphql"));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var preflight = await node.Http.SendAsync(request);

        Assert.Contains("403", refused.Message);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    async Task RefuseAsync(HttpMethod method, string path, HttpContent content, HttpStatusCode status)
    {
        using var request = RequestOf(method, path);
        request.Content = content;
        var before = await social.Node.FootprintAsync();

        using var answer = await social.Node.Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    /// <summary>With a session that may write, as if the browser had added it.</summary>
    HttpRequestMessage RequestOf(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "DIDSession " + social.SessionOf(social.Ada).Serialize()
        );
        return request;
    }
}
