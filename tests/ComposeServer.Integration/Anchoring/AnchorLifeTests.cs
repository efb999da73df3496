using System.Net;
using System.Text.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Measuring;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Anchoring;

/// <summary>From the wish to the anchor, as each call of the node API tells it.</summary>
public class AnchorLifeTests
{
    [Fact]
    public async Task A_document_waits_is_worked_on_is_anchored_and_waits_again_after_a_change()
    {
        await using var scene = await AnchoringScene.StartAsync();
        await using var database = await scene.DatabaseAsync();

        string id;
        JsonElement created;
        await using (var turn = await AnchoringTurn.HoldAsync(database))
        {
            created = await scene.CreateAsync("first");
            id = created.Text("streamId")!;
            await CheckStatusEverywhereAsync(scene, id, "PENDING");
            Assert.NotEmpty(await turn.TakeAsync(1_000, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, default));
            await CheckStatusEverywhereAsync(scene, id, "PROCESSING");
        }

        var anchored = await scene.AnchoredAsync(id);
        await CheckStatusEverywhereAsync(scene, id, "ANCHORED");
        Assert.Equal("PENDING", created.Text("state.anchorStatus"));
        Assert.Equal([0L, 2], anchored.Items("log").Select(entry => entry.Number("type")));
        Assert.Equal(anchored.Number("log.1.timestamp"), anchored.Number("log.0.timestamp"));
        Assert.Equal(created.Text("state.log.0.cid"), anchored.Text("anchorProof.root"));

        var changed = (await scene.RetitleAsync(anchored, "second")).Ok.At("state");
        Assert.Equal("PENDING", changed.Text("anchorStatus"));
        var again = await scene.AnchoredAsync(id);
        Assert.Equal([0L, 2, 1, 2], again.Items("log").Select(entry => entry.Number("type")));
        Assert.Equal(anchored.At("log.1").GetRawText(), again.At("log.1").GetRawText());
        await using (await AnchoringTurn.HoldAsync(database))
            Assert.Equal(0, await scene.CountAsync("select count(*) from anchor_request"));
    }

    [Fact]
    public async Task Who_does_not_want_an_anchor_gets_none_until_somebody_asks()
    {
        await using var scene = await AnchoringScene.StartAsync();
        var id = (await scene.CreateAsync("unasked", anchor: false)).Text("streamId")!;
        Assert.Equal("NOT_REQUESTED", (await scene.StateAsync(id)).Text("anchorStatus"));

        var asked = (await scene.Node.Api.PostAsync($"streams/{id}/anchor", new { opts = new { sync = 0 } })).Ok;
        await scene.AnchoredAsync(id);
        var again = (await scene.Node.Api.PostAsync($"streams/{id}/anchor", new { opts = new { sync = 0 } })).Ok;

        JsonAssert.Equal(new { streamId = id, anchorStatus = 1 }, asked);
        JsonAssert.Equal(new { streamId = id, anchorStatus = 3 }, again);
        Assert.Equal(1, await scene.AnchorsAsync());
    }

    [Fact]
    public async Task A_change_that_does_not_ask_takes_the_wish_of_the_earlier_event_back()
    {
        await using var scene = await AnchoringScene.StartAsync();
        await using var database = await scene.DatabaseAsync();
        JsonElement changed;
        await using (await AnchoringTurn.HoldAsync(database))
        {
            var created = await scene.CreateAsync("first");
            changed = (await scene.RetitleAsync(created.At("state"), "second", anchor: false)).Ok;
        }

        // A later wish is fulfilled in the same run or one after it, so the earlier one has been looked at.
        await scene.AnchoredAsync((await scene.CreateAsync("later")).Text("streamId")!);

        var state = await scene.StateAsync(changed.Text("streamId")!);
        Assert.Equal("NOT_REQUESTED", state.Text("anchorStatus"));
        Assert.Equal(2, state.Items("log").Count);
    }

    [Fact]
    public async Task What_is_written_over_GraphQL_is_anchored_and_an_unsigned_first_event_is_not()
    {
        await using var scene = await AnchoringScene.StartAsync();
        using var ada = new Account("Ada");
        using var session = ada.NewSession(scene.Clock);
        var post = await scene.Node.With(session).PostAsync("over GraphQL");
        var init = DocumentEvents.SingleInit(scene.Model("Profile"), scene.Grace.Did);
        var begun = (await scene.Node.Api.CreateAsync(StreamType.Document, init)).Ok;
        var id = begun.Text("streamId")!;
        var asked = (await scene.Node.Api.PostAsync($"streams/{id}/anchor", new { })).Ok;

        var anchored = await scene.AnchoredAsync(post);

        Assert.Equal("NOT_REQUESTED", begun.Text("state.anchorStatus"));
        Assert.Equal(0, asked.Number("anchorStatus"));
        Assert.Equal("NOT_REQUESTED", (await scene.StateAsync(id)).Text("anchorStatus"));
        Assert.True(anchored.Number("log.0.timestamp") < anchored.Number("log.0.expirationTime"));
        var filled = scene.Grace.Change(begun.At("state"), """[{"op":"add","path":"/name","value":"Grace"}]""");
        Assert.Equal("PENDING", (await scene.Node.Api.CommitAsync(id, filled)).Ok.Text("state.anchorStatus"));
        Assert.Equal(3, (await scene.AnchoredAsync(id)).Items("log").Count);
    }

    [Fact]
    public async Task Where_nobody_anchors_nothing_is_asked_for_and_nothing_is_said_of_earlier_requests()
    {
        await using var scene = await AnchoringScene.StartAsync(options => options);
        await using var database = await scene.DatabaseAsync();
        var created = await scene.CreateAsync("unheard");
        var id = created.Text("streamId")!;

        var asked = (await scene.Node.Api.PostAsync($"streams/{id}/anchor", new { opts = new { } })).Ok;
        Assert.Equal(0, await scene.CountAsync("select count(*) from anchor_request"));
        var (stream, tip) = (StreamId.Parse(id), Cid.Parse(created.Text("state.log.0.cid")!));
        Assert.True(await database.AnchorRequests.AskAsync(stream.Name, tip, DateTimeOffset.UnixEpoch, default));

        JsonAssert.Equal(new { streamId = id, anchorStatus = 0 }, asked);
        Assert.Equal("NOT_REQUESTED", created.Text("state.anchorStatus"));
        await CheckStatusEverywhereAsync(scene, id, "NOT_REQUESTED");
    }

    [Theory]
    [InlineData("streams/nonsense/anchor", "INVALID_STREAM_ID")]
    [InlineData("streams/kjzl6kcym7w8y6b1fncbpgvqo5xk3pyicnqz8skc1vdtugi2kfd9zyqy8fpvv4d/anchor", "STREAM_NOT_FOUND")]
    public async Task What_is_not_here_cannot_be_asked_for(string route, string code)
    {
        await using var scene = await AnchoringScene.StartAsync();

        var reply = await scene.Node.Api.PostAsync(route, new { opts = new { } });

        Assert.Equal((HttpStatusCode.InternalServerError, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task What_waits_and_how_long_it_did_is_measured()
    {
        const string Waiting = "composeserver_anchoring_requests_waiting";
        const string Anchored = "composeserver_anchoring_request_duration_seconds_count";
        await using var scene = await AnchoringScene.StartAsync();
        await using var database = await scene.DatabaseAsync();
        var before = await MeasureAsync(scene);
        string id;
        await using (await AnchoringTurn.HoldAsync(database))
        {
            id = (await scene.CreateAsync("measured")).Text("streamId")!;
            Assert.True((await MeasureAsync(scene)).Value(Waiting) >= 1);
        }

        await scene.AnchoredAsync(id);
        await using (await AnchoringTurn.HoldAsync(database))
        {
            // Other classes anchor in this process at the same time, so there may be more.
            Assert.True((await MeasureAsync(scene)).Value(Anchored) > before.Value(Anchored));
        }
    }

    [Fact]
    public async Task A_time_that_is_no_number_is_refused()
    {
        await using var scene = await AnchoringScene.StartAsync();
        var id = (await scene.CreateAsync("now")).Text("streamId")!;

        Assert.Equal("BAD_USER_INPUT", (await scene.Node.Api.GetAsync($"streams/{id}?atTime=noon")).Code);
    }

    static async Task<Exposition> MeasureAsync(AnchoringScene scene) =>
        Exposition.Read(await scene.Node.Http.GetStringAsync("/metrics"));

    /// <summary>The stream, many streams, and the edges of a collection say the same.</summary>
    static async Task CheckStatusEverywhereAsync(AnchoringScene scene, string id, string status)
    {
        Assert.Equal(status, (await scene.StateAsync(id)).Text("anchorStatus"));
        var many = await scene.Node.Api.PostAsync("multiqueries", new { queries = new[] { new { streamId = id } } });
        Assert.Equal(status, many.Ok.GetProperty(id).Text("anchorStatus"));
        var page = await scene.Node.Api.PostAsync(
            "collection",
            new { model = scene.Model("Post").ToString(), first = 10 }
        );
        Assert.Equal(status, Assert.Single(page.Ok.Items("edges")).Text("node.anchorStatus"));
    }
}
