using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Integration.Security;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>A host in C# says for each request whether its caller may read the schema.</summary>
public class IntrospectionTests
{
    const string Document = "{ __schema { queryType { name } } }";
    const string Refused = "INTROSPECTION_DISABLED";

    [Theory]
    [InlineData(false, "Developer", null)]
    [InlineData(true, null, "Guest")]
    public async Task What_the_host_says_of_a_request_wins_over_the_setting(
        bool setting,
        string? allowed,
        string? forbidden
    )
    {
        await using var node = await StartAsync(setting);

        // Twice each: what is kept of a document for one caller must not decide about another.
        foreach (var _ in (int[])[1, 2])
        {
            Assert.Equal("Query", (await AskAsync(node, allowed)).Text("data.__schema.queryType.name"));
            Assert.Equal(Refused, (await AskAsync(node, forbidden)).Text("errors.0.extensions.code"));
        }

        foreach (var path in (string[])["/graphql?sdl", "/graphql?sdl=exact&type=Query", "/graphql/schema.graphql"])
        {
            using var shown = await SendAsync(node, new(HttpMethod.Get, path), allowed);
            using var hidden = await SendAsync(node, new(HttpMethod.Get, path), forbidden);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (shown.StatusCode, hidden.StatusCode));
        }
    }

    [Fact]
    public async Task A_socket_keeps_what_was_said_when_it_was_opened()
    {
        await using var node = await StartAsync(setting: false);
        using var developer = await SocketClient.OpenAsync(node, header: "Developer");
        using var stranger = await SocketClient.OpenAsync(node);

        foreach (var id in (string[])["1", "2"])
        {
            await stranger.SubscribeAsync(id, Document);
            Assert.Equal(Refused, (await stranger.ReceiveAsync()).Text("payload.0.extensions.code"));
            await developer.SubscribeAsync(id, Document);
            Assert.Equal("Query", (await developer.ReceiveAsync()).Text("payload.data.__schema.queryType.name"));
            Assert.Equal("complete", (await developer.ReceiveAsync()).Text("type"));
        }
    }

    [Fact]
    public async Task Members_of_an_array_and_live_queries_are_no_way_around()
    {
        await using var node = await StartAsync(setting: false);
        using var array = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new[] { new { query = "{ __typename }" }, new { query = Document } }),
        };
        using var live = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "query @live " + Document }),
        };
        live.Headers.Add("Accept", "text/event-stream");

        using var answers = await SendAsync(node, array, null);
        using var answer = await SendAsync(node, live, null);

        Assert.Equal(
            Refused,
            JsonElement.Parse(await answers.Content.ReadAsStringAsync()).Text("1.errors.0.extensions.code")
        );
        Assert.Contains(Refused, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_some_may_not_see_the_schema_no_message_says_what_a_name_might_have_been(bool setting)
    {
        await using var node = await StartAsync(setting);

        var answer = await node.Anonymous.AskAsync("{ nod(id: \"a\") { id } }");

        Assert.Equal("Cannot query field \"nod\" on type \"Query\".", answer.Message);
    }

    static Task<TestNode> StartAsync(bool setting) =>
        TestNode.StartAsync(configure: options =>
            options with
            {
                Introspection = setting,
                AllowIntrospection = http =>
                    setting
                        ? !http.Request.Headers.ContainsKey("Guest")
                        : http.Request.Headers.ContainsKey("Developer"),
            }
        );

    static async Task<JsonElement> AskAsync(TestNode node, string? header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Document }),
        };
        using var answer = await SendAsync(node, request, header);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    static async Task<HttpResponseMessage> SendAsync(TestNode node, HttpRequestMessage request, string? header)
    {
        if (header is not null)
            request.Headers.Add(header, "yes");
        using (request)
            return await node.Http.SendAsync(request);
    }
}
