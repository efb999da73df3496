using System.Text.Json;
using ComposeServer.Integration.JavaScript;
using ComposeServer.Ipld;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary>Unmodified packages <c>@ceramic-sdk/*</c> against the server.</summary>
public class SdkClientTests(SdkPackages packages) : IClassFixture<SdkPackages>
{
    const string KeyOfSevens = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";
    const string Metamodel = "kh4q0ozorrgaq2mezktnrmdwleo1d";

    const string Sdl = """
        type Note @createModel(accountRelation: LIST, description: "a note") @createIndex(fields: [{ path: ["size"] }]) {
          title: String! @string(maxLength: 40)
          size: Int
        }
        type Card @createModel(accountRelation: SINGLE, description: "a card") { title: String @string(maxLength: 40) }
        type Mark @createModel(accountRelation: SET, accountRelationFields: ["title"], description: "a mark") {
          title: String! @string(maxLength: 40)
          size: Int
        }
        """;

    [Fact]
    public async Task Models_are_created_read_back_and_indexed()
    {
        await using var node = await TestNode.StartAsync();

        var steps = await packages.RunAsync("models.mjs", AddressOf(node));

        Assert.Equal("0.58.0", steps["version"].Text("version"));
        var id = steps["model"].Text("id")!;
        Assert.Equal(KeyOfSevens, steps["model"].Text("controller"));
        Assert.Equal("SdkNote", steps["definition"].Text("definition.name"));
        Assert.Equal((KeyOfSevens, Metamodel, "model"), ReadPayload(steps["payload"]));
        Assert.Equal((id, KeyOfSevens), (steps["state"].Text("state.id"), steps["state"].Text("state.controller")));
        Assert.Equal(Metamodel, steps["decoded"].Text("model"));
        Assert.Equal(steps["state"].Text("state.event_cid"), steps["decoded"].Text("commit"));
        JsonAssert.Equal(steps["definition"].At("definition"), steps["decoded"].At("content"));
        Assert.Equal(JsonValueKind.Null, steps["interest"].At("answer").ValueKind);
        Assert.Single((await node.GetAsync("experimental/interests")).Ok.Items("interests"));
        AssertRefused("Failed to post event: Cannot update a finalized Model", steps["updated definition"]);
        AssertRefused("Failed to fetch stream state: undefined", steps["unknown stream"]);
        AssertRefused("Failed to fetch event: undefined", steps["unknown event"]);

        // The node API has the same stream under the id that the client computed, and can index it.
        var stream = (await node.Api.GetAsync("streams/" + id)).Ok;
        JsonAssert.Equal(steps["definition"].At("definition"), stream.At("state.content"));
        var indexed = new { modelData = new[] { new { streamID = id } } };
        _ = (await node.Api.AdminAsync(HttpMethod.Post, "admin/modelData", indexed)).Ok;
        JsonAssert.Equal(
            new { count = 0 },
            (await node.Api.PostAsync("collection/count", new { models = new[] { id } })).Ok
        );
    }

    [Fact]
    public async Task Documents_are_created_changed_at_once_and_served_on_every_road()
    {
        await using var node = await TestNode.StartAsync();
        var composite = await node.DeployAsync(Sdl);
        string[] models =
        [
            .. new[] { "Note", "Card", "Mark" }.Select(name => composite.FindByAlias(name)!.Value.ToString()),
        ];

        var steps = await packages.RunAsync("documents.mjs", [AddressOf(node), .. models]);

        var id = steps["created"].Text("id")!;
        AssertDocument(
            steps["state"],
            id,
            steps["created"].Text("commit")!,
            new { title = "One", size = 1 },
            models[0]
        );
        Assert.Equal(id, steps["first change"].Text("id"));
        AssertDocument(
            steps["changed"],
            id,
            steps["second change"].Text("commit")!,
            new { title = "Two", size = 2 },
            models[0]
        );
        Assert.True(steps["event"].Number("bytes") > 0);
        AssertSingleton(steps, models[1]);
        JsonAssert.Equal(new { title = "key", size = 5 }, steps["member"].At("content"));
        AssertRefused("rejected because it builds on stale state", steps["stale"]);
        AssertRefused("must NOT have more than 40 characters", steps["too long"]);
        AssertRefused("Failed to post event: Failed to insert event as `prev` event was missing", steps["lost"]);
        AssertFeed(steps);
        await AssertServedAsync(node, steps, id);
    }

    [Fact]
    public async Task Models_are_changed_and_documents_name_the_version_that_they_are_written_by()
    {
        await using var node = await TestNode.StartAsync(configure: options => options with { ModelVersions = true });

        var steps = await packages.RunAsync("versions.mjs", AddressOf(node));

        var updated = steps["updated"];
        var version = updated.Text("commit")!;
        Assert.Equal(version, steps["state"].Text("commit"));
        JsonAssert.Equal(updated.At("content"), steps["state"].At("content"));
        AssertRefused("schema did not require size", steps["narrower"]);
        AssertRefused("must NOT have additional properties", steps["unnamed"]);
        AssertRefused("must NOT have additional properties", steps["not yet"]);
        JsonAssert.Equal(new { title = "One", note = "new" }, steps["created"].At("state"));
        Assert.True(Multibase.TryDecode(steps["created"].Text("data"), out var data));
        Assert.Equal(version, JsonElement.Parse(data).Text("metadata.modelVersion"));
        JsonAssert.Equal(new { title = "One", note = "again" }, steps["moved"].At("content"));

        // The table of the model holds documents of both versions, also those that were there before it.
        var indexed = new { modelData = new[] { new { streamID = updated.Text("id") } } };
        _ = (await node.Api.AdminAsync(HttpMethod.Post, "admin/modelData", indexed)).Ok;
        var stream = (await node.Api.GetAsync("streams/" + steps["moved"].Text("id"))).Ok;
        Assert.Equal(version, stream.Text("state.metadata.modelVersion"));
        var page = await node.Api.PostAsync("collection", new { model = updated.Text("id"), first = 5 });
        Assert.Equal(
            [steps["created"].Text("state.note"), "again"],
            page.Ok.Items("edges").Select(edge => edge.Text("node.content.note"))
        );
    }

    static void AssertSingleton(Steps steps, string model)
    {
        var begun = steps["singleton"];
        var id = begun.Text("id")!;
        Assert.Equal(JsonValueKind.Null, begun.At("state.content").ValueKind);
        Assert.Equal((id, model), (begun.Text("state.id"), begun.Text("state.metadata.model")));
        JsonAssert.Equal(new { title = "Mine" }, steps["singleton changed"].At("content"));
        Assert.Equal(id, steps["singleton again"].Text("id"));
        JsonAssert.Equal(new { title = "Mine" }, steps["singleton again"].At("state.content"));
    }

    /// <summary>Three models, then what the script wrote: of one stream each event after the one that it builds on.</summary>
    static void AssertFeed(Steps steps)
    {
        string[] written =
        [
            steps["created"].Text("commit")!,
            steps["first change"].Text("commit")!,
            steps["second change"].Text("commit")!,
            // What nobody had signed comes with the first event that somebody did.
            steps["singleton"].Text("state.commit")!,
            steps["singleton changed"].Text("commit")!,
        ];
        var feed = steps["feed"];
        var ids = feed.Items("ids").Select(one => one.GetString()!).ToArray();
        Assert.Equal(10, ids.Length);
        Assert.Equal("11", feed.Text("resumeToken"));
        Assert.Equal(written, ids[3..8]);
        Assert.Equal(steps["member"].Text("commit"), ids[9]);
        Assert.All(feed.Items("data"), data => Assert.Equal(JsonValueKind.Null, data.ValueKind));
        var pages = steps["pages"].Items("pages");
        Assert.Equal([4, 4, 2, 0], pages.Select(page => page.GetArrayLength()));
        Assert.Equal(ids, pages.SelectMany(page => page.EnumerateArray()).Select(one => one.GetString()!));
    }

    static async Task AssertServedAsync(TestNode node, Steps steps, string id)
    {
        var stream = (await node.Api.GetAsync("streams/" + id)).Ok;
        JsonAssert.Equal(new { title = "Two", size = 2 }, stream.At("state.content"));
        Assert.Equal(
            new[] { "created", "first change", "second change" }.Select(step => steps[step].Text("commit")),
            stream.Items("state.log").Select(entry => entry.Text("cid"))
        );

        var read = await node.Anonymous.AskAsync(
            """
            query ($id: ID!) {
              noteCount
              noteIndex(first: 5, filters: { where: { size: { equalTo: 2 } } }) { edges { node { id title size } } }
              markCount
              node(id: $id) { ... on CeramicAccount { card { id title } noteListCount } }
            }
            """,
            new { id = KeyOfSevens }
        );
        JsonAssert.Equal(
            new
            {
                noteCount = 1,
                noteIndex = new
                {
                    edges = new[]
                    {
                        new
                        {
                            node = new
                            {
                                id,
                                title = "Two",
                                size = 2,
                            },
                        },
                    },
                },
                markCount = 1,
                node = new { card = new { id = steps["singleton"].Text("id"), title = "Mine" }, noteListCount = 1 },
            },
            read.Data
        );
    }

    static void AssertDocument(JsonElement told, string id, string commit, object content, string model)
    {
        Assert.Equal((id, commit), (told.Text("id"), told.Text("commit")));
        JsonAssert.Equal(content, told.At("content"));
        JsonAssert.Equal(
            new
            {
                model,
                controller = KeyOfSevens,
                shouldIndex = true,
            },
            told.At("metadata")
        );
    }

    static (string?, string?, string?) ReadPayload(JsonElement step) =>
        (step.Text("controllers.0"), step.Text("model"), step.Text("sep"));

    static void AssertRefused(string message, JsonElement step)
    {
        Assert.True(step.Flag("refused"), step.ToString());
        Assert.Contains(message, step.Text("message"), StringComparison.Ordinal);
    }

    static string AddressOf(TestNode node) => node.Address.GetLeftPart(UriPartial.Authority);
}
