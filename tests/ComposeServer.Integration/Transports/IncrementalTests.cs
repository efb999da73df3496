using System.Net;
using System.Net.Http.Json;
using System.Text;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>Answers in parts, byte by byte.</summary>
public class IncrementalTests(GatedNode gated) : IClassFixture<GatedNode>
{
    const string Deferred = """{ quick ... @defer(label: "a") { list } }""";
    const string First = """{"data":{"quick":1},"pending":[{"id":"0","path":[],"label":"a"}],"hasNext":true}""";
    const string Last =
        """{"incremental":[{"id":"0","data":{"list":[1,2,3]}}],"completed":[{"id":"0"}],"hasNext":false}""";
    const string Whole = """{"data":{"quick":1,"list":[1,2,3]}}""";
    const string PartHead = "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n";

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed;incrementalSpec=v0.2,application/json;q=0.9")]
    [InlineData("application/json, multipart/mixed")]
    public async Task Parts_of_one_body(string accept)
    {
        using var answer = await AskAsync(Deferred, accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("multipart/mixed; boundary=\"-\"", $"{answer.Content.Headers.ContentType}");
        Assert.Equal(
            $"\r\n---{PartHead}{First}\r\n---{PartHead}{Last}\r\n-----\r\n",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Events_of_a_stream()
    {
        using var answer = await AskAsync(Deferred, "text/event-stream");

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $"event: next\ndata: {First}\n\nevent: next\ndata: {Last}\n\nevent: complete\ndata:\n\n",
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Lines_of_JSON()
    {
        using var answer = await AskAsync(Deferred, "application/jsonl");

        Assert.Equal("application/jsonl", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"{First}\n{Last}\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_streamed_list()
    {
        using var answer = await AskAsync("{ list @stream(initialCount: 1) }", "application/jsonl");

        Assert.Equal(
            """
            {"data":{"list":[1]},"pending":[{"id":"0","path":["list"]}],"hasNext":true}
            {"incremental":[{"id":"0","items":[2,3]}],"completed":[{"id":"0"}],"hasNext":false}

            """,
            await answer.Content.ReadAsStringAsync()
        );
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("multipart/mixed;q=0, application/json", "application/json")]
    // The older form, which is not spoken here, and another envelope.
    [InlineData("multipart/mixed;deferSpec=20220824, application/json", "application/json")]
    [InlineData("multipart/mixed;subscriptionSpec=1.0, application/json", "application/json")]
    public async Task Who_takes_no_stream_gets_the_whole_answer_at_once(string? accept, string type)
    {
        using var answer = await AskAsync(Deferred, accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Whole, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{ quick }", """{"data":{"quick":1}}""")]
    [InlineData("{ quick ... @defer(if: false) { list } }", Whole)]
    public async Task Who_takes_nothing_but_parts_gets_an_answer_without_parts_as_the_only_one(
        string query,
        string response
    )
    {
        using var answer = await AskAsync(query, "multipart/mixed");

        Assert.Equal($"\r\n---{PartHead}{response}\r\n-----\r\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_would_take_parts_gets_an_answer_without_parts_as_any_other()
    {
        using var answer = await AskAsync("{ quick }", "multipart/mixed, application/json");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"data":{"quick":1}}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_document_that_is_refused_is_answered_as_any_other()
    {
        using var answer = await AskAsync("{ quick @stream }", "multipart/mixed, application/graphql-response+json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("cannot be used on non-list field", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Requests_of_an_array_are_answered_whole()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new[] { new { query = Deferred } }),
        };
        request.Headers.Add("Accept", "multipart/mixed");

        using var answer = await gated.Node.Http.SendAsync(request);

        Assert.Equal($"[{Whole}]", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("multipart/mixed", "\r\n---")]
    [InlineData("text/event-stream", "\n\n")]
    [InlineData("application/jsonl", "\n")]
    public async Task What_is_there_is_sent_before_what_is_deferred_is_resolved(string accept, string end)
    {
        gated.Close();
        using var answer = await AskAsync("{ quick ... @defer { gated } }", accept);
        await using var body = await answer.Content.ReadAsStreamAsync();

        var first = await ReadUntilAsync(body, "\"hasNext\":true}" + end);
        gated.Open();
        using var rest = new StreamReader(body);

        Assert.Contains("\"data\":{\"quick\":1}", first);
        Assert.Contains("\"data\":{\"gated\":2}", await rest.ReadToEndAsync());
    }

    [Fact]
    public async Task Who_goes_away_ends_the_work()
    {
        gated.Close();
        var answer = await AskAsync("{ quick ... @defer { gated } }", "text/event-stream");
        var body = await answer.Content.ReadAsStreamAsync();
        _ = await ReadUntilAsync(body, "\"hasNext\":true}");
        await gated.Begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        answer.Dispose();

        await gated.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_operator_may_leave_it_out()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { Incremental = false });

        using var answer = await AskAsync("{ ... @defer { __typename } }", "multipart/mixed", node);

        Assert.Contains("Unknown directive \\\"@defer\\\".", await answer.Content.ReadAsStringAsync());
        var sdl = await node.Http.GetStringAsync("/graphql?sdl");
        Assert.DoesNotContain("directive @defer", sdl);
        Assert.DoesNotContain("directive @stream", sdl);
    }

    [Fact]
    public async Task The_schema_as_text_names_the_directives_and_the_exact_one_does_not()
    {
        var sdl = await gated.Node.Http.GetStringAsync("/graphql?sdl");

        Assert.Contains("directive @defer(", sdl);
        Assert.Contains("on FRAGMENT_SPREAD | INLINE_FRAGMENT", sdl);
        Assert.Contains("directive @stream(", sdl);
        Assert.DoesNotContain("directive @", await gated.Node.Http.GetStringAsync("/graphql?sdl=exact"));
    }

    Task<HttpResponseMessage> AskAsync(string query, string? accept) => AskAsync(query, accept, gated.Node);

    static Task<HttpResponseMessage> AskAsync(string query, string? accept, TestNode node)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return node.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    static async Task<string> ReadUntilAsync(Stream body, string end)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var read = new StringBuilder();
        var buffer = new byte[1];
        while (!read.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            Assert.NotEqual(0, await body.ReadAsync(buffer, patience.Token));
            read.Append((char)buffer[0]);
        }

        return read.ToString();
    }
}
