using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

public class HttpTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_callers_that_can_read_it(string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
        request.Headers.Add("Accept-Encoding", encoding);

        using var answer = await social.Node.Http.SendAsync(request);

        Assert.Equal(encoding, Assert.Single(answer.Content.Headers.ContentEncoding));
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream unpacked =
            encoding == "br"
                ? new BrotliStream(body, CompressionMode.Decompress)
                : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Contains("type Post", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Answers_are_not_compressed_when_nobody_asks_or_the_operator_forbids_it()
    {
        using var plain = await social.Node.Http.GetAsync("/graphql?sdl");
        await using var node = await TestNode.StartAsync(configure: options => options with { Compression = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?sdl");
        request.Headers.Add("Accept-Encoding", "gzip");
        using var forbidden = await node.Http.SendAsync(request);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Empty(forbidden.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_form_of_a_foreign_page_changes_nothing(string contentType)
    {
        // These are the types that browsers send without asking first.
        using var content = new StringContent("""{"query":"mutation { __typename }"}""");
        content.Headers.ContentType = new(contentType);

        using var answer = await social.Node.Http.PostAsync("/graphql", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_changes_nothing()
    {
        using var answer = await social.Node.Http.GetAsync("/graphql?query=mutation%7B__typename%7D");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
    }

    [Fact]
    public async Task A_query_is_answered_as_an_event_stream()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ __typename }" }),
        };
        request.Headers.Add("Accept", "text/event-stream");

        using var answer = await social.Node.Http.SendAsync(request);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\ndata:\n\n",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task A_burst_beyond_the_places_is_told_to_come_again()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                ConcurrentRequestsMax = 1,
                WaitingRequestsMax = 0,
            }
        );
        // Each holds the only place for two seconds of patience: nobody will ever write so much.
        var burst = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(node, long.MaxValue)));

        Assert.Contains(burst, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = burst.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        Assert.NotEmpty(refused);
        foreach (var answer in refused)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
            var body = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
            Assert.Equal("UNAVAILABLE", body.Text("errors.0.extensions.code"));
        }

        using var after = await AskAsync(node, null);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    static Task<HttpResponseMessage> AskAsync(TestNode node, long? position)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ __typename }" }),
        };
        if (position is { } wanted)
            request.Headers.Add("ComposeServer-Position", $"{wanted}");
        return node.Http.SendAsync(request);
    }
}
