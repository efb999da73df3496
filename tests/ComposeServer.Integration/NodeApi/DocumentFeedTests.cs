using System.Net;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary><c>GET feed/aggregation/documents</c>, <c>admin/status</c>, and what became of <c>pins</c>.</summary>
public class DocumentFeedTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Fact]
    public async Task Every_event_is_told_with_what_it_led_to()
    {
        var ada = social.As(social.Ada);
        using var feed = await FeedAsync("");

        var id = await ada.PostAsync("first words");
        _ = (
            await ada.AskAsync(
                SocialWrites.UpdatePost,
                new { input = new { id, content = new { title = "second words" } } }
            )
        ).Data;
        var (created, changed) = (await feed.NextAsync(), await feed.NextAsync());

        Assert.Equal("first words", JsonElement.Parse(created.Text("content")!).Text("title"));
        Assert.Equal("second words", JsonElement.Parse(changed.Text("content")!).Text("title"));
        Assert.Equal((0, 1), (created.Number("eventType"), changed.Number("eventType")));
        Assert.Equal(social.Model("Post").ToString(), created.Text("metadata.model"));
        Assert.Equal(social.Ada.Did.Text, created.Text("metadata.controllers.0"));
        // A commit id is good for reading the stream as it was.
        var then = await social.Node.Api.GetAsync("streams/" + created.Text("commitId"));
        Assert.Equal("first words", then.Ok.Text("state.content.title"));
    }

    [Fact]
    public async Task A_token_resumes_behind_its_event_and_states_are_those_of_the_time()
    {
        var ada = social.As(social.Ada);
        string token;
        using (var feed = await FeedAsync(""))
        {
            await ada.PostAsync("before");
            token = (await feed.NextAsync()).Text("resumeToken")!;
        }

        var id = await ada.PostAsync("one");
        _ = (
            await ada.AskAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { title = "two" } } })
        ).Data;

        using var again = await FeedAsync("?after=" + token);
        Assert.Equal("one", JsonElement.Parse((await again.NextAsync()).Text("content")!).Text("title"));
        Assert.Equal("two", JsonElement.Parse((await again.NextAsync()).Text("content")!).Text("title"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    public async Task A_token_that_is_none_is_refused(string token)
    {
        using var answer = await social.Node.Http.GetAsync($"{DocumentFeed.Route}?after={token}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("INVALID_CURSOR", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("code"));
    }

    [Fact]
    public async Task The_status_names_indexed_models_by_their_ids()
    {
        var status = (await social.Node.Api.AdminGetAsync("admin/status")).Ok;

        Assert.Equal("inmemory", status.Text("network"));
        Assert.Contains(
            social.Model("Post").ToString(),
            status.Items("composeDB.indexedModels").Select(id => id.GetString())
        );
        Assert.True(status.Number("uptimeMs") >= 0);
        Assert.Equal(HttpStatusCode.Unauthorized, (await social.Node.Api.GetAsync("admin/status")).Status);
    }

    [Fact]
    public async Task The_former_calls_for_pins_say_where_pins_went()
    {
        var read = await social.Node.Api.GetAsync("pins");
        var write = await social.Node.Api.PostAsync("pins/" + await social.As(social.Ada).PostAsync("pinned"), new { });

        Assert.Equal(HttpStatusCode.BadRequest, read.Status);
        Assert.Equal("Method not supported: pin requests have moved to the admin API /admin/pins", read.Error);
        Assert.Contains("/admin/pins", write.Ok.Text("warn"));
    }

    Task<DocumentFeed> FeedAsync(string query) => DocumentFeed.OpenAsync(social.Node, query);
}
