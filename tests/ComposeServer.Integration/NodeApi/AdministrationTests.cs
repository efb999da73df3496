using System.Net;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>What only administrators may do, and the small calls that clients make on their way.</summary>
public class AdministrationTests(SocialNode social) : IClassFixture<SocialNode>
{
    Testing.Nodes.NodeApi Api => social.Node.Api;

    [Fact]
    public async Task The_indexed_models_are_listed_with_their_indices()
    {
        var reply = await Api.AdminGetAsync("admin/modelData");

        var post = Assert.Single(
            reply.Ok.Items("modelData"),
            model => model.Text("streamID") == social.Model("Post").ToString()
        );
        JsonAssert.Equal(
            new object[] { Index("publishedAt"), Index("audience", "publishedAt"), Index("importance") },
            post.At("indices")
        );
        Assert.Equal(5, reply.Ok.Items("modelData").Count);

        static object Index(params string[] fields) =>
            new { fields = fields.Select(field => new { path = new[] { field } }) };
    }

    [Fact]
    public async Task The_older_calls_list_start_and_stop_indexing_and_say_that_they_are_old()
    {
        var composite = await Schemas.SchemaNode.NotesAsync("Older", "name");
        _ = (await social.Node.CreateAsync(composite.Models.Values.Single())).Ok;
        var models = composite.ModelIds.ToArray();

        var started = await Api.AdminAsync(HttpMethod.Post, "admin/models", new { models });
        JsonAssert.Equal(new { result = "success" }, started.Ok);
        Assert.Equal(0, (await Api.PostAsync("collection/count", new { models })).Ok.Number("count"));
        Assert.Contains(
            models[0],
            (await Api.AdminGetAsync("admin/models")).Ok.Items("models").Select(id => id.GetString())
        );

        _ = (await Api.AdminAsync(HttpMethod.Delete, "admin/models", new { models })).Ok;
        Assert.DoesNotContain(
            models[0],
            (await Api.AdminGetAsync("admin/models")).Ok.Items("models").Select(id => id.GetString())
        );
        using var answer = await social.Node.Http.GetAsync("/api/v0/admin/models");
        Assert.Equal("Thu, 29 Jun 2023 23:59:59 GMT", Assert.Single(answer.Headers.GetValues("Deprecation")));
    }

    [Theory]
    [InlineData("""{"models":[]}""")]
    [InlineData("""{"models":"x"}""")]
    [InlineData("""{"models":[5]}""")]
    [InlineData("""{"models":["x"]}""")]
    [InlineData("{}")]
    public async Task An_older_call_without_models_is_refused(string body)
    {
        var refused = await Api.AdminAsync(HttpMethod.Post, "admin/models", System.Text.Json.JsonElement.Parse(body));

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_USER_INPUT"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Indexing_again_changes_nothing()
    {
        var modelData = new[] { new { streamID = social.Model("Comment").ToString() } };

        var reply = await Api.AdminAsync(HttpMethod.Post, "admin/modelData", new { modelData });

        JsonAssert.Equal(new { result = "success" }, reply.Ok);
    }

    [Fact]
    public async Task A_stranger_is_not_let_in_and_nothing_happens()
    {
        using var key = Seeds.Key("stranger");
        using var stranger = new NodeClient(social.Node.Address, key);
        var modelData = new[] { new { streamID = social.Model("Follow").ToString() } };

        var stop = await stranger.Api.AdminAsync(HttpMethod.Delete, "admin/modelData", new { modelData });
        var list = await stranger.Api.AdminGetAsync("admin/modelData");

        Assert.Equal(HttpStatusCode.Unauthorized, stop.Status);
        Assert.Equal("NOT_ADMIN", stop.Code);
        Assert.Equal(
            $"Unauthorized access: DID '{key.Kid}' does not have admin access permission to this node",
            list.Error
        );
        var counted = await Api.PostAsync(
            "collection/count",
            new { models = modelData.Select(model => model.streamID) }
        );
        Assert.Equal(0, counted.Ok.Number("count"));
    }

    [Fact]
    public async Task A_model_that_is_no_longer_indexed_cannot_be_asked_for_until_it_is_again()
    {
        var streamID = social.Model("Like").ToString();
        var modelData = new[] { new { streamID } };
        var ada = social.As(social.Ada);
        await ada.LikeAsync(await ada.PostAsync("liked"));

        _ = (await Api.AdminAsync(HttpMethod.Delete, "admin/modelData", new { modelData })).Ok;
        var stopped = await CountAsync();
        await ada.LikeAsync(await ada.PostAsync("liked while it was off"));
        _ = (await Api.AdminAsync(HttpMethod.Post, "admin/modelData", new { modelData })).Ok;
        var again = await CountAsync();

        Assert.Equal("MODEL_NOT_INDEXED", stopped.Code);
        Assert.Equal(2, again.Ok.Number("count"));

        Task<ApiReply> CountAsync() => Api.PostAsync("collection/count", new { models = new[] { streamID } });
    }

    [Fact]
    public async Task Clients_learn_the_chain_and_that_the_node_lives()
    {
        var chains = await Api.GetAsync("node/chains");
        var health = await Api.GetAsync("node/healthcheck?checkIpfs=false");

        JsonAssert.Equal(new { supportedChains = new[] { "inmemory:12345" } }, chains.Ok);
        Assert.Equal("Alive!", health.Ok.GetString());
    }

    [Fact]
    public async Task A_page_of_any_origin_may_call_with_credentials()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v0/streams");
        request.Headers.Add("Origin", "https://app.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-custom");

        using var response = await social.Node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://app.example", Header("Access-Control-Allow-Origin"));
        Assert.Equal("true", Header("Access-Control-Allow-Credentials"));
        Assert.Equal("content-type,x-custom", Header("Access-Control-Allow-Headers"));
        Assert.Equal(
            ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
            Header("Access-Control-Allow-Methods").Split(',').Order(StringComparer.Ordinal)
        );
        Assert.Equal("7200", Header("Access-Control-Max-Age"));

        string Header(string name) => string.Join(',', response.Headers.GetValues(name));
    }

    [Fact]
    public async Task The_position_of_a_write_is_shown_to_pages()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v0/node/chains");
        request.Headers.Add("Origin", "https://app.example");

        using var response = await social.Node.Http.SendAsync(request);

        Assert.Contains(
            "ComposeServer-Position",
            string.Join(',', response.Headers.GetValues("Access-Control-Expose-Headers")),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Theory]
    [InlineData("GET", "/api/v0/nothing/here")]
    [InlineData("PUT", "/api/v0/streams")]
    public async Task An_unknown_route_is_answered_as_by_the_web_framework_of_the_JS_node(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await social.Node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(
            $"<pre>Cannot {method} {path}</pre>",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }
}
