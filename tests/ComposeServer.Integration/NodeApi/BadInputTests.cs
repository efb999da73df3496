using System.Net;
using System.Text;
using System.Text.Json;
using ComposeServer.Integration.NodeApi.Recorded;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>Whatever comes to a call of <c>/api/v0</c> is answered in the shape that clients know, with a stable code, and nothing of it stays.</summary>
public sealed class BadInputTests(RecordedScene scene) : IClassFixture<RecordedScene>
{
    static readonly string[] Writes = ["streams", "commits", "multiqueries", "collection", "collection/count"];

    static readonly string[] Bodies =
    [
        "",
        "null",
        "5",
        "[]",
        "\"text\"",
        "{}",
        "{\"a\":1",
        "{\"genesis\":null,\"streamId\":null,\"commit\":null,\"queries\":null,\"models\":null}",
        "{\"genesis\":5,\"streamId\":5,\"commit\":5,\"queries\":5,\"models\":5,\"first\":1}",
        "{\"genesis\":{},\"streamId\":\"\",\"commit\":{},\"queries\":{},\"models\":{},\"first\":1}",
        "{\"genesis\":[],\"streamId\":[],\"commit\":[],\"queries\":[5],\"models\":[5],\"first\":1}",
        "{\"type\":3,\"genesis\":{\"jws\":5,\"linkedBlock\":5}}",
        "{\"type\":3,\"genesis\":{\"jws\":{},\"linkedBlock\":\"\"}}",
        "{\"type\":3,\"genesis\":{\"jws\":{\"payload\":\"\",\"signatures\":[],\"link\":\"\"},\"linkedBlock\":\"!\"}}",
        "{\"type\":3,\"genesis\":{\"header\":{}}}",
        "{\"type\":3,\"genesis\":{\"header\":{\"controllers\":[],\"model\":5}}}",
        "{\"type\":-1,\"genesis\":{\"data\":null,\"header\":{\"controllers\":[\"did:key:z6Mk\"]}}}",
        "{\"streamId\":\"k\",\"commit\":{\"jws\":{},\"linkedBlock\":\"\"}}",
        "{\"queries\":[{}]}",
        "{\"queries\":[{\"streamId\":5}],\"timeout\":-1}",
    ];

    static readonly string[] Ids =
    [
        "x",
        "%00",
        "..%2F..%2Fadmin%2FgetCode",
        "k",
        "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
        "k3y52l7qbv1frxpmjcy9s6relttnxpyv52icnmk4zusvz9lpk5z75xcwf0v6pesjk",
        "kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1y",
        "did:key:z6Mk",
        "%F0%9F%92%A9",
        "'%20or%201=1",
    ];

    public static TheoryData<string, string> WriteCases =>
        [.. from route in Writes from body in Bodies select (route, body)];

    public static TheoryData<string, string> IdCases =>
        [
            .. from route in (string[])
                ["GET streams/{0}", "GET streams/{0}/content", "GET commits/{0}", "POST streams/{0}/anchor"]
            from id in Ids
            select (route, id),
        ];

    [Theory]
    [MemberData(nameof(WriteCases))]
    public async Task A_body_that_makes_no_sense_is_refused_by_every_call(string route, string body)
    {
        // Anchors go on meanwhile; what would show is a stream.
        var before = (await scene.Node.FootprintAsync()).Logs;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var reply = await scene.Node.Api.PostAsync(route, content);

        if (reply.Status != HttpStatusCode.OK)
            AssertTyped(reply);
        else
            // Streams that cannot be had are left out of the answer, as the JS node does.
            Assert.Equal(("multiqueries", JsonValueKind.Object), (route, reply.Body.ValueKind));
        Assert.Equal(before, (await scene.Node.FootprintAsync()).Logs);
    }

    [Theory]
    [MemberData(nameof(IdCases))]
    public async Task An_id_that_names_nothing_is_refused_by_every_call(string call, string id)
    {
        var (method, route) = (call.Split(' ')[0], call.Split(' ')[1].Replace("{0}", id, StringComparison.Ordinal));
        using var request = new HttpRequestMessage(new(method), "/api/v0/" + route);
        if (method == "POST")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");

        using var answer = await scene.Node.Http.SendAsync(request);

        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            // What is no route at all never reaches a call.
            Assert.DoesNotContain("\"state\"", body, StringComparison.Ordinal);
        else
            AssertTyped(new(answer.StatusCode, JsonElement.Parse(body), null));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(8_000)]
    [InlineData(100_000)]
    public async Task An_id_without_end_is_refused(int length)
    {
        using var answer = await scene.Node.Http.GetAsync($"/api/v0/streams/k{new string('a', length)}");

        Assert.Contains(
            answer.StatusCode,
            new[] { HttpStatusCode.InternalServerError, HttpStatusCode.RequestUriTooLong, HttpStatusCode.BadRequest }
        );
        Assert.Equal("Alive!", await scene.Node.Http.GetStringAsync("/api/v0/node/healthcheck"));
    }

    [Theory]
    [InlineData("multiqueries", 1_000)]
    [InlineData("multiqueries", 1_001)]
    [InlineData("multiqueries", 11_000)]
    [InlineData("collection", 10_000)]
    public async Task A_list_without_end_is_refused_or_answered_within_limits(string route, int count)
    {
        var ids = Enumerable.Repeat(scene.Posts[0], count);
        object body =
            route == "multiqueries"
                ? new { queries = ids.Select(streamId => new { streamId }) }
                : new { models = ids, first = 1 };

        var reply = await scene.Node.Api.PostAsync(route, body);

        if (reply.Status != HttpStatusCode.OK)
            AssertTyped(reply);
        Assert.InRange(reply.Body.GetRawText().Length, 2, 20_000);
    }

    [Theory]
    [InlineData("PUT", "streams")]
    [InlineData("DELETE", "streams")]
    [InlineData("PATCH", "commits")]
    [InlineData("GET", "collection")]
    [InlineData("POST", "node/chains")]
    [InlineData("GET", "")]
    [InlineData("GET", "admin")]
    [InlineData("GET", "admin/shutdown")]
    [InlineData("POST", "admin/shutdown")]
    [InlineData("GET", "..%2f..%2fetc%2fpasswd")]
    public async Task A_call_that_does_not_exist_is_said_to_be_none_as_the_JS_node_says_it(string method, string route)
    {
        using var request = new HttpRequestMessage(new(method), "/api/v0/" + route);

        using var answer = await scene.Node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            $"Cannot {method} /api/v0/",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.NotEmpty(answer.Headers.GetValues("ComposeServer-Code"));
    }

    static void AssertTyped(ApiReply reply)
    {
        Assert.Contains(
            reply.Status,
            new[]
            {
                HttpStatusCode.InternalServerError,
                HttpStatusCode.BadRequest,
                HttpStatusCode.RequestEntityTooLarge,
            }
        );
        Assert.NotEmpty(reply.Error);
        Assert.Matches("^[A-Z][A-Z_0-9]+$", reply.Code);
        Assert.NotEqual("INTERNAL", reply.Code);
    }
}
