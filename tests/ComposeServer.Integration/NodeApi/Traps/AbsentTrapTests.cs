using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Integration.NodeApi.Recorded;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Traps;

/// <summary>What users of the JS node fell into, by number of the list that was kept of it, and do not here.</summary>
public sealed class AbsentTrapTests(RecordedScene scene) : IClassFixture<RecordedScene>
{
    Testing.Nodes.NodeApi Api => scene.Node.Api;

    string Posts => scene.Model("Post").ToString();

    [Theory]
    [InlineData("x' or '1'='1")]
    [InlineData("x'; drop table event; --")]
    [InlineData("O'Brien")]
    [InlineData("\\'; select 1 --")]
    public async Task Trap_1_a_value_of_a_filter_is_a_value_and_nothing_else(string title)
    {
        Assert.Equal(0, await CountAsync(new { where = new { title = new { equalTo = title } } }));
        Assert.Equal(0, await CountAsync(new { where = new { title = new { @in = new[] { title } } } }));

        var created = await Api.CreateAsync(
            StreamType.Document,
            scene.Author.Create(
                scene.Model("Post"),
                new
                {
                    title,
                    rank = 1,
                    created = "2024-01-01T00:00:00Z",
                }
            )
        );

        Assert.Equal(title, created.Ok.Text("state.content.title"));
        Assert.Equal(1, await CountAsync(new { where = new { title = new { equalTo = title } } }));
        Assert.Equal(1, await CountAsync(new { where = new { title = new { @in = new[] { title } } } }));
    }

    [Theory]
    [InlineData("""{"queryFilters":{"where":{"nothing":{"equalTo":1}}}}""")]
    [InlineData("""{"queryFilters":{"where":{"rank":{"equalTo":"'"}}}}""")]
    [InlineData("""{"queryFilters":{"where":{"rank":{"equalTo":1e400}}}}""")]
    [InlineData("""{"queryFilters":{"where":{"title":{"equalTo":"\u0000"}}}}""")]
    [InlineData("""{"queryFilters":{"where":{"'":{"equalTo":1}}}}""")]
    [InlineData("""{"sorting":{"rank":"ASC; select 1"}}""")]
    [InlineData("""{"sorting":{"\"":"ASC"}}""")]
    [InlineData("""{"account":"did:key:'"}""")]
    [InlineData("""{"after":"'"}""")]
    public async Task Trap_2_no_answer_shows_sql(string question)
    {
        var body = JsonNode.Parse(question)!.AsObject();
        (body["models"], body["first"]) = (new JsonArray(Posts), 5);

        var reply = await Api.PostAsync("collection", body);

        Assert.DoesNotContain("select", reply.Body.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("doc_", reply.Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", reply.Body.ToString(), StringComparison.Ordinal);
        if (reply.Status != HttpStatusCode.OK)
            Assert.StartsWith(
                "INVALID_",
                reply.Code.Replace("BAD_USER_INPUT", "INVALID_INPUT"),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Trap_4_a_payload_that_is_not_the_signed_one_is_refused_at_the_door()
    {
        var init = scene.Author.Create(scene.Model("Ping"), new { n = 1 });
        var genesis = Testing.Nodes.NodeApi.ToJson(init);
        var other = Testing.Nodes.NodeApi.ToJson(scene.Author.Create(scene.Model("Ping"), new { n = 2 }));
        genesis["linkedBlock"] = other["linkedBlock"]!.DeepClone();

        var reply = await Api.PostAsync("streams", new { type = 3, genesis });

        Assert.Equal("CID_MISMATCH", reply.Code);
        await AssertUnknownAsync(init);
    }

    [Fact]
    public async Task Trap_5_an_event_with_a_bad_signature_is_not_stored()
    {
        var init = scene.Author.Create(scene.Model("Ping"), new { n = 1 });
        var genesis = Testing.Nodes.NodeApi.ToJson(init);
        var signature = genesis["jws"]!["signatures"]![0]!;
        signature["signature"] = new string('A', 86);

        var reply = await Api.PostAsync("streams", new { type = 3, genesis });

        Assert.Equal("INVALID_SIGNATURE", reply.Code);
        await AssertUnknownAsync(init);
    }

    [Fact]
    public async Task Trap_6_not_in_gives_all_that_in_does_not()
    {
        int[] ranks = [1001, 1002, 1003];

        var all = await CountAsync(new { where = new { rank = new { greaterThan = 999 } } });
        var within = await CountAsync(new { where = new { rank = new { @in = ranks } } });
        var without = await CountAsync(
            new
            {
                and = new object[]
                {
                    new { where = new { rank = new { greaterThan = 999 } } },
                    new { where = new { rank = new { notIn = ranks } } },
                },
            }
        );

        Assert.Equal((3, all - 3), (within, without));
    }

    [Fact]
    public async Task Trap_7_a_model_that_was_no_longer_indexed_is_indexed_again_with_what_came_meanwhile()
    {
        var model = new { modelData = new[] { new { streamID = scene.Model("Like").ToString() } } };

        _ = (await Api.AdminAsync(HttpMethod.Delete, "admin/modelData", model)).Ok;
        _ = (await Api.AdminAsync(HttpMethod.Post, "admin/modelData", model)).Ok;

        var models = new[] { scene.Model("Like").ToString() };
        Assert.Equal(0, (await Api.PostAsync("collection/count", new { models })).Ok.Number("count"));
    }

    [Fact]
    public async Task Trap_8_a_list_of_enums_is_served()
    {
        await using var node = await TestNode.StartAsync();
        await node.DeployAsync(
            """
            enum Shape { ROUND SQUARE }
            type Box @createModel(accountRelation: LIST, description: "a box") { shapes: [Shape] @list(maxLength: 4) }
            """
        );
        using var key = Seeds.Key("box");

        var written = await node.SigningWith(key)
            .WriteAsync(
                "mutation { createBox(input: { content: { shapes: [ROUND, SQUARE] } }) { document { shapes } } }"
            );

        JsonAssert.Equal(new[] { "ROUND", "SQUARE" }, written.Data.At("createBox.document.shapes"));
    }

    [Fact]
    public async Task Trap_10_a_document_that_shall_not_be_indexed_is_not()
    {
        using var account = new Account("hidden");
        using var session = account.NewSession(TimeProvider.System);
        var models = new[] { scene.Model("Ping").ToString() };
        var before = (await Api.PostAsync("collection/count", new { models })).Ok.Number("count");

        var hidden = await scene
            .Node.With(session)
            .AskAsync(
                "mutation { createPing(input: { content: { n: 9 }, options: { shouldIndex: false } }) { document { id } } }"
            );

        Assert.StartsWith("k", hidden.Data.Text("createPing.document.id"), StringComparison.Ordinal);
        Assert.Equal(before, (await Api.PostAsync("collection/count", new { models })).Ok.Number("count"));
    }

    [Fact]
    public async Task Trap_12_tiles_are_taken_beside_models() =>
        Assert.Equal(HttpStatusCode.OK, (await LiveCalls.ByName["tile create (rust mode)"](scene)).StatusCode);

    [Fact]
    public async Task Trap_14_the_feed_answers_before_anything_happens()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        using var answer = await scene.Node.Http.GetAsync(
            "/api/v0/feed/aggregation/documents",
            HttpCompletionOption.ResponseHeadersRead,
            patience.Token
        );

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Trap_16_a_stale_update_is_a_conflict_by_code_and_over_graphql_it_names_what_was_expected()
    {
        using var stale = await LiveCalls.ByName["stale"](scene);
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(await stale.Content.ReadAsStreamAsync());

        Assert.Equal("CONFLICT", body.Text("code"));
        Assert.Matches("Rejected commit CID: bagcq[a-z0-9]+. Current tip: bagcq[a-z0-9]+$", body.Text("error"));
    }

    [Fact]
    public async Task Trap_17_a_server_starts_over_a_log_that_lacks_a_block_and_serves_the_rest()
    {
        await using var social = new RecordedScene();
        await social.InitializeAsync();
        await using (
            var damage = social.Node.Database.DataSource.CreateCommand(
                "update event set payload = null where position = (select max(position) from event)"
            )
        )
            Assert.Equal(1, await damage.ExecuteNonQueryAsync());
        await social.Node.StopAsync();

        await using var again = await social.Node.StartAnotherAsync();

        var models = new[] { social.Model("Post").ToString() };
        Assert.Equal(26, (await again.Api.PostAsync("collection/count", new { models })).Ok.Number("count"));
        Assert.Equal(1000, (await again.Api.GetAsync("streams/" + social.Posts[0])).Ok.Number("state.content.rank"));
    }

    /// <summary>There is no stream of that first event, by either API, and no event by its CID.</summary>
    async Task AssertUnknownAsync(EventBlocks init)
    {
        var stream = await Api.GetAsync($"streams/{DocumentEvents.NameOf(init)}");
        using var stored = await scene.Node.Http.GetAsync($"/ceramic/events/{init.Event.Cid}");

        Assert.Equal("STREAM_NOT_FOUND", stream.Code);
        Assert.Equal(HttpStatusCode.NotFound, stored.StatusCode);
    }

    async Task<long> CountAsync(object queryFilters) =>
        (await Api.PostAsync("collection/count", new { models = new[] { Posts }, queryFilters })).Ok.Number("count");
}
