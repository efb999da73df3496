using System.Text.Json.Nodes;
using ComposeServer.Composites.Compiler;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <content>Events that are refused.</content>
static partial class LiveCalls
{
    static Dictionary<string, Func<RecordedScene, Task<HttpResponseMessage>>> Refused =>
        new()
        {
            ["bad json"] = s => s.SendAsync("POST", "/api/v0/streams", System.Text.Json.JsonElement.Parse("\"{bad\"")),
            ["create empty"] = s => s.PostAsync("streams", new { }),
            ["missing commit"] = s => s.PostAsync("commits", new { }),
            ["stale"] = StaleAsync,
            ["POST /api/v0/commits -> 500 Commit to stream * rejected because it builds on stale state"] = StaleAsync,
            ["schema error"] = s => ChangeAsync(s, s.Author, ReplaceN("x")),
            ["bad patch"] = s => ChangeAsync(s, s.Author, """[{"op":"add","path":"/x/y","value":1}]"""),
            ["wrong signer"] = s => ChangeAsync(s, new EventAuthor(s.Other), ReplaceN(2)),
            ["POST /api/v0/commits -> 500 Can not verify signature for commit * to stream * which has "] = s =>
                ChangeAsync(s, new EventAuthor(s.Other), ReplaceN(2)),
            ["POST /api/v0/streams type 3 signed -> 500 Can not verify signature for commit * to stream * which has "] =
                s => DamagedAsync(s, (genesis, _) => TurnOver(genesis["jws"]!["signatures"]![0]!, "signature")),
            ["POST /api/v0/streams type 3 signed -> 500 Error while storing car to IPFS for stream *: HTTPError: blo"] =
                s => DamagedAsync(s, (genesis, other) => genesis["linkedBlock"] = other["linkedBlock"]!.DeepClone()),
            ["POST /api/v0/streams type 3 signed -> 500 Validation Error: data/tags must NOT have more than * items"] =
                s => PostAsync(s, content => content["tags"] = new JsonArray("a", "b", "c", "d", "e")),
            ["POST /api/v0/streams type 3 signed -> 500 Validation Error: data/uri must match format *"] = s =>
                PostAsync(s, content => content["uri"] = "not a uri"),
            ["POST /api/v0/streams type 3 signed -> 500 Relation on field postID points to Stream *, which belongs t"] =
                async s =>
                {
                    var ping = await s.NewPingAsync();
                    var content = new { text = "lost", postID = ping.Text("streamId") };
                    return await s.CreateAsync(StreamType.Document, s.Author.Create(s.Model("Comment"), content));
                },
            ["POST /api/v0/streams type 2 signed -> 500 Interfaces validation failed for model Z"] =
                BreakInterfaceAsync,
        };

    static async Task<HttpResponseMessage> ChangeAsync(RecordedScene s, EventAuthor author, string patch)
    {
        var created = await s.NewPingAsync();
        return await s.CommitAsync(created.Text("streamId"), author.Change(created.At("state"), patch));
    }

    static async Task<HttpResponseMessage> StaleAsync(RecordedScene s)
    {
        var created = await s.NewPingAsync();
        var id = created.Text("streamId")!;
        _ = (await s.Node.Api.CommitAsync(id, s.Author.Change(created.At("state"), ReplaceN(2)))).Ok;
        return await s.CommitAsync(id, s.Author.Change(created.At("state"), ReplaceN(3)));
    }

    static Task<HttpResponseMessage> PostAsync(RecordedScene s, Action<JsonObject> change)
    {
        var content = System.Text.Json.JsonSerializer.SerializeToNode(Post("refused"))!.AsObject();
        change(content);
        return s.CreateAsync(StreamType.Document, s.Author.Create(s.Model("Post"), content));
    }

    static Task<HttpResponseMessage> DamagedAsync(RecordedScene s, Action<JsonNode, JsonNode> damage)
    {
        var genesis = Genesis("evil");
        damage(genesis, Genesis("another"));
        return s.PostAsync("streams", new { type = 3, genesis });

        JsonNode Genesis(string title) => Testing.Nodes.NodeApi.ToJson(s.Author.Create(s.Model("Post"), Post(title)));
    }

    static void TurnOver(JsonNode node, string member)
    {
        var text = node[member]!.GetValue<string>();
        node[member] = (text[0] == 'A' ? 'B' : 'A') + text[1..];
    }

    /// <summary>A model that says of itself that it implements an interface, and lacks its field.</summary>
    static async Task<HttpResponseMessage> BreakInterfaceAsync(RecordedScene s)
    {
        var composite = (
            await CompositeCompiler.CompileAsync(
                """
                interface Named @createModel(description: "named") { name: String! @string(maxLength: 40) }
                type Z implements Named @createModel(accountRelation: LIST, description: "z") {
                  name: String! @string(maxLength: 40)
                }
                """,
                new OfflineModelCreator(s.Admin),
                CancellationToken.None
            )
        ).OrThrow();
        foreach (var model in composite.Models.Values.Where(one => one.Definition.IsInterface))
            _ = (await s.Node.CreateAsync(model)).Ok;
        var whole = composite.Models.Values.Single(one => !one.Definition.IsInterface).Definition;
        var lacking = whole.Value.With("schema", whole.Schema.Without("required").With("properties", IpldMap.Empty));
        Assert.True(ModelDefinition.TryRead(lacking, out var broken, out var error), error);
        return await s.CreateAsync(StreamType.Model, EventSigner.Sign(s.Admin, ModelEvents.Init(broken, s.Admin.Did)));
    }
}
