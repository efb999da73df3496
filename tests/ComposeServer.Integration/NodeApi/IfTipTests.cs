using System.Net;
using System.Text.Json;
using ComposeServer.Integration.EventApi;
using ComposeServer.Integration.Social;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary><c>opts.ifTip</c> of <c>POST commits</c> and <c>POST streams</c>, and <c>ifTip</c> of the event API's <c>POST events</c>.</summary>
public sealed class IfTipTests(SocialNode social) : IClassFixture<SocialNode>
{
    readonly EventAuthor _author = new(Seeds.Key("author with a tip"));

    public static TheoryData<string> NoTips =>
        new(
            "null",
            "1",
            "true",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "\"kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d\""
        );

    [Fact]
    public async Task A_commit_on_the_named_tip_passes_and_on_an_older_one_is_a_conflict_of_both()
    {
        var (init, tip) = await BeginAsync();
        var change = Change(init, tip);
        var before = await social.Node.FootprintAsync();

        var stale = await CommitAsync(init, change, init.Event.Cid.ToString());
        Assert.Equal(before, await social.Node.FootprintAsync());
        var taken = await CommitAsync(init, change, tip.Event.Cid.ToString());

        AssertConflict(stale.Status, stale.Body, init, tip);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
    }

    [Fact]
    public async Task A_tip_may_be_named_by_its_CommitID()
    {
        var (init, tip) = await BeginAsync();
        var id = DocumentEvents.NameOf(init);

        var stale = await CommitAsync(init, Change(init, tip), id.At(init.Event.Cid).ToString());
        var taken = await CommitAsync(init, Change(init, tip), id.At(tip.Event.Cid).ToString());

        AssertConflict(stale.Status, stale.Body, init, tip);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
    }

    [Fact]
    public async Task A_write_that_is_sent_again_finds_itself_as_the_current_tip()
    {
        var (init, tip) = await BeginAsync();
        var change = Change(init, tip);
        _ = (await CommitAsync(init, change, tip.Event.Cid.ToString())).Ok;

        var again = await CommitAsync(init, change, tip.Event.Cid.ToString());

        AssertConflict(again.Status, again.Body, tip, change);
    }

    [Fact]
    public async Task An_old_client_that_names_no_tip_is_answered_as_ever()
    {
        var (init, _) = await BeginAsync();

        var stale = await social.Node.Api.CommitAsync(
            DocumentEvents.NameOf(init).ToString(),
            Change(init, init, "late")
        );

        Assert.Equal((500, "CONFLICT"), ((int)stale.Status, stale.Code));
        Assert.False(stale.Body.TryGetProperty("expected", out _));
        Assert.Contains("builds on stale state", stale.Body.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_init_event_that_is_known_asks_whether_the_stream_is_still_there()
    {
        var (init, tip) = await BeginAsync();

        var same = await CreateAsync(init, tip.Event.Cid.ToString());
        var moved = await CreateAsync(init, init.Event.Cid.ToString());
        var absent = await CreateAsync(NewPost(), tip.Event.Cid.ToString());

        Assert.Equal(tip.Event.Cid.ToString(), same.Ok.Items("state.log")[^1].Text("cid"));
        AssertConflict(moved.Status, moved.Body, init, tip);
        Assert.Equal(HttpStatusCode.Conflict, absent.Status);
        Assert.Equal(JsonValueKind.Null, absent.Body.At("current").ValueKind);
    }

    [Fact]
    public async Task The_event_API_keeps_the_same_promise()
    {
        var (init, tip) = await BeginAsync();
        var change = Change(init, tip);
        var before = await social.Node.FootprintAsync();

        var stale = await social.Node.PostEventAsync(change, init.Event.Cid.ToString());
        Assert.Equal(before, await social.Node.FootprintAsync());
        var taken = await social.Node.PostEventAsync(change, tip.Event.Cid.ToString());
        var unasked = await social.Node.PostEventAsync(Change(init, init, "late"));

        AssertConflict(stale.Status, stale.Body, init, tip);
        Assert.Equal(HttpStatusCode.NoContent, taken.Status);
        Assert.Equal((400, "CONFLICT"), unasked.Refusal);
        Assert.False(unasked.Body.TryGetProperty("expected", out _));
    }

    [Theory]
    [MemberData(nameof(NoTips))]
    public async Task What_is_no_tip_is_refused_and_nothing_is_written(string json)
    {
        var (init, tip) = await BeginAsync();
        var before = await social.Node.FootprintAsync();
        var value = JsonElement.Parse(json);

        var commit = await CommitAsync(init, Change(init, tip), value);
        var create = await CreateAsync(NewPost(), value);
        var posted = await social.Node.PostEventAsync(Change(init, tip), value);

        Assert.Equal((400, "BAD_USER_INPUT"), ((int)commit.Status, commit.Code));
        Assert.Equal((400, "BAD_USER_INPUT"), ((int)create.Status, create.Code));
        Assert.Equal((400, "BAD_USER_INPUT"), posted.Refusal);
        Assert.Contains("ifTip must be a CommitID or the CID of an event", posted.Message, StringComparison.Ordinal);
        Assert.Equal(before, await social.Node.FootprintAsync());
    }

    /// <summary>A post that was changed once.</summary>
    async Task<(EventBlocks Init, EventBlocks Tip)> BeginAsync()
    {
        var init = NewPost();
        var tip = Change(init, init);
        await social.Node.TakeAsync(init, tip);
        return (init, tip);
    }

    EventBlocks NewPost() => _author.Create(social.Model("Post"), SocialWrites.Post("v1"));

    EventBlocks Change(EventBlocks init, EventBlocks prev, string title = "changed") =>
        _author.Change(EventCalls.LogOf(init, prev), $$"""[{"op":"replace","path":"/title","value":"{{title}}"}]""");

    Task<ApiReply> CommitAsync(EventBlocks init, EventBlocks change, object ifTip) =>
        social.Node.Api.PostAsync(
            "commits",
            new
            {
                streamId = DocumentEvents.NameOf(init).ToString(),
                commit = Testing.Nodes.NodeApi.ToJson(change),
                opts = new { ifTip },
            }
        );

    Task<ApiReply> CreateAsync(EventBlocks init, object ifTip) =>
        social.Node.Api.PostAsync(
            "streams",
            new
            {
                type = (int)StreamType.Document,
                genesis = Testing.Nodes.NodeApi.ToJson(init),
                opts = new { ifTip },
            }
        );

    static void AssertConflict(HttpStatusCode status, JsonElement body, EventBlocks expected, EventBlocks current)
    {
        Assert.Equal((HttpStatusCode.Conflict, "CONFLICT"), (status, body.Text("code")));
        Assert.Equal(expected.Event.Cid.ToString(), body.Text("expected"));
        Assert.Equal(current.Event.Cid.ToString(), body.Text("current"));
    }
}
