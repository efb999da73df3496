using System.Net;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>Streams and commits under <c>/api/v0</c>, signed by the caller.</summary>
public sealed class StreamTests(SocialNode social) : IClassFixture<SocialNode>, IDisposable
{
    readonly Ed25519Signer _key = Seeds.Key("Grace");

    EventAuthor Grace => new(_key);

    Testing.Nodes.NodeApi Api => social.Node.Api;

    [Fact]
    public async Task A_created_document_is_answered_with_its_whole_state()
    {
        var blocks = Grace.Create(social.Model("Post"), SocialWrites.Post("over the API"));

        var reply = await Api.CreateAsync(StreamType.Document, blocks);

        var state = reply.Ok.At("state");
        Assert.Equal(new StreamId(StreamType.Document, blocks.Event.Cid).ToString(), reply.Ok.Text("streamId"));
        Assert.Equal(
            ["type", "content", "metadata", "signature", "anchorStatus", "log", "doctype"],
            state.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(3, state.Number("type"));
        JsonAssert.Equal(SocialWrites.Post("over the API"), state.At("content"));
        Assert.Equal(2, state.Number("signature"));
        Assert.Equal("NOT_REQUESTED", state.Text("anchorStatus"));
        JsonAssert.Equal(new[] { new { cid = blocks.Event.Cid.ToString(), type = 0 } }, state.At("log"));
        Assert.Equal(_key.Did.Text, state.Text("metadata.controllers.0"));
        Assert.Equal(social.Model("Post").ToString(), state.Text("metadata.model"));
        Assert.True(reply.Position > 0);
    }

    [Fact]
    public async Task The_same_genesis_again_changes_nothing_and_is_answered_alike()
    {
        var blocks = Grace.Create(social.Model("Post"), SocialWrites.Post("again"));
        var first = await Api.CreateAsync(StreamType.Document, blocks);
        var before = await social.Node.FootprintAsync();

        var second = await Api.CreateAsync(StreamType.Document, blocks);

        JsonAssert.Equal(first.Ok, second.Ok);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/content")]
    public async Task Who_has_a_stream_already_is_told_so_until_it_changes(string part)
    {
        var (id, state) = await CreateAsync("kept by a browser");
        using var first = await social.Node.Http.GetAsync($"/api/v0/streams/{id}{part}");
        var tag = first.Headers.ETag!.Tag;

        using var same = await AgainAsync();
        _ = (await Api.CommitAsync(id, Grace.Change(state, """[{"op":"replace","path":"/title","value":"x"}]"""))).Ok;
        using var other = await AgainAsync();

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("", await same.Content.ReadAsStringAsync());
        Assert.Equal(tag, same.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(tag, other.Headers.ETag!.Tag);
        Assert.True(other.Headers.CacheControl!.NoCache);

        async Task<HttpResponseMessage> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v0/streams/{id}{part}");
            request.Headers.Add("If-None-Match", tag);
            return await social.Node.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_commit_changes_the_document_and_the_same_commit_again_does_not()
    {
        var (id, state) = await CreateAsync("to be changed");
        var change = Grace.Change(state, """[{"op":"replace","path":"/title","value":"changed"}]""");

        var changed = await Api.CommitAsync(id, change);
        var before = await social.Node.FootprintAsync();
        var again = await Api.CommitAsync(id, change);

        Assert.Equal("changed", changed.Ok.Text("state.content.title"));
        Assert.Equal(change.Event.Cid.ToString(), changed.Ok.Text("state.log.1.cid"));
        JsonAssert.Equal(changed.Ok, again.Ok);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    [Fact]
    public async Task A_stream_is_read_now_and_at_each_of_its_commits()
    {
        var (id, state) = await CreateAsync("v1");
        var change = Grace.Change(state, """[{"op":"replace","path":"/title","value":"v2"}]""");
        var changed = (await Api.CommitAsync(id, change)).Ok;
        Assert.True(StreamId.TryParse(id, out var stream));

        var now = await Api.GetAsync($"streams/{id}?sync=0&syncTimeoutSeconds=3");
        var first = await Api.GetAsync($"streams/{stream.At(stream.Init)}");
        var second = await Api.GetAsync($"streams/{stream.At(change.Event.Cid)}");
        var content = await Api.GetAsync($"streams/{stream.At(stream.Init)}/content");

        JsonAssert.Equal(changed, now.Ok);
        JsonAssert.Equal(state, first.Ok.At("state"));
        JsonAssert.Equal(changed.At("state"), second.Ok.At("state"));
        Assert.Equal("v1", content.Ok.Text("title"));
    }

    [Fact]
    public async Task The_commits_of_a_stream_come_oldest_first_and_can_be_posted_elsewhere()
    {
        var (id, state) = await CreateAsync("copied");
        await Api.CommitAsync(id, Grace.Change(state, """[{"op":"add","path":"/text","value":"more"}]"""));
        await using var other = new SocialNode();
        await other.InitializeAsync();

        var commits = (await Api.GetAsync($"commits/{id}")).Ok;
        var values = commits.Items("commits").Select(commit => commit.At("value")).ToArray();
        await other.Node.Api.PostAsync("streams", new { type = 3, genesis = values[0] });
        var copied = await other.Node.Api.PostAsync("commits", new { streamId = id, commit = values[1] });

        Assert.Equal(id, commits.Text("streamId"));
        JsonAssert.Equal((await Api.GetAsync($"streams/{id}")).Ok, copied.Ok);
    }

    [Fact]
    public async Task A_deterministic_document_begins_unsigned_and_is_filled_by_a_signed_commit()
    {
        using var key = Seeds.Key("a profile of its own");
        var author = new EventAuthor(key);
        var init = DocumentEvents.SingleInit(social.Model("Profile"), key.Did);

        var begun = (await Api.CreateAsync(StreamType.Document, init)).Ok;
        var again = (await Api.CreateAsync(StreamType.Document, init)).Ok;
        var filled = await Api.CommitAsync(
            begun.Text("streamId")!,
            author.Change(begun.At("state"), """[{"op":"add","path":"/name","value":"Ivan"}]""")
        );

        Assert.Equal(JsonValueKind.Null, begun.At("state.content").ValueKind);
        JsonAssert.Equal(begun, again);
        JsonAssert.Equal(new { name = "Ivan" }, filled.Ok.At("state.content"));
        var profile = await social.Node.Claiming(key.Did).AskAsync("{ viewer { profile { id name } } }");
        JsonAssert.Equal(new { id = begun.Text("streamId"), name = "Ivan" }, profile.Data.At("viewer.profile"));
    }

    [Fact]
    public async Task Many_streams_are_read_at_once_and_what_fails_is_left_out()
    {
        var (id, state) = await CreateAsync("one of many");
        Assert.True(StreamId.TryParse(id, out var stream));
        var version = stream.At(stream.Init).ToString();
        using var key = Seeds.Key("begun by a query");
        var init = DocumentEvents.SingleInit(social.Model("Profile"), key.Did);
        var single = DocumentEvents.NameOf(init).ToString();
        var queries = new object[]
        {
            new { streamId = id },
            new { streamId = version },
            new { streamId = "nonsense" },
            new { streamId = "kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d" },
            new { streamId = single, genesis = Testing.Nodes.NodeApi.ToJson(init) },
        };

        var reply = await Api.PostAsync("multiqueries", new { queries, timeout = 1000 });

        Assert.Equal([id, version, single], reply.Ok.EnumerateObject().Select(member => member.Name));
        JsonAssert.Equal(state, reply.Ok.GetProperty(id));
        JsonAssert.Equal(state, reply.Ok.GetProperty(version));
        Assert.Equal(JsonValueKind.Null, reply.Ok.GetProperty(single).At("content").ValueKind);
    }

    [Theory]
    [InlineData("streams/nonsense", "INVALID_STREAM_ID")]
    [InlineData("streams/kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d", "STREAM_NOT_FOUND")]
    [InlineData("commits/kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d", "STREAM_NOT_FOUND")]
    public async Task What_is_not_here_is_an_error_with_a_word(string route, string code)
    {
        var reply = await Api.GetAsync(route);

        Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
        Assert.Equal(code, reply.Code);
    }

    [Fact]
    public async Task A_commit_that_is_not_of_the_stream_is_not_found()
    {
        var (id, _) = await CreateAsync("here");
        var (other, _) = await CreateAsync("there");
        Assert.True(StreamId.TryParse(id, out var stream));
        Assert.True(StreamId.TryParse(other, out var elsewhere));

        var reply = await Api.GetAsync($"streams/{stream.At(elsewhere.Init)}");

        Assert.Equal("COMMIT_NOT_FOUND", reply.Code);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    async Task<(string Id, JsonElement State)> CreateAsync(string title)
    {
        var blocks = Grace.Create(social.Model("Post"), SocialWrites.Post(title));
        var reply = (await Api.CreateAsync(StreamType.Document, blocks)).Ok;
        return (reply.Text("streamId")!, reply.At("state"));
    }
}
