using System.Text.Json;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <summary>The requests that cannot be sent again as they were recorded, made afresh: their codes are spent, their keys not ours.</summary>
static partial class LiveCalls
{
    /// <summary>A document that is nowhere.</summary>
    const string Unknown = "kjzl6kcym7w8y6zcobbzvvt3v4wnab5y5ou0w0spzmihab326c8pe6qqi56m12c";

    /// <summary>How a recorded exchange is made here, by its name.</summary>
    public static IReadOnlyDictionary<string, Func<RecordedScene, Task<HttpResponseMessage>>> ByName { get; } =
        new[] { Reading, Administration, Writing, Refused }
            .SelectMany(part => part)
            .ToDictionary(call => call.Key, call => call.Value, StringComparer.Ordinal);

    static Dictionary<string, Func<RecordedScene, Task<HttpResponseMessage>>> Reading =>
        new()
        {
            ["get state"] = async s => await s.SendAsync("GET", $"/api/v0/streams/{await ChangedPingAsync(s)}?sync=0"),
            ["get at commit"] = async s =>
                await s.SendAsync("GET", $"/api/v0/streams/{await ChangedPingAsync(s)}?atTime=1"),
            ["content"] = async s => await s.SendAsync("GET", $"/api/v0/streams/{await ChangedPingAsync(s)}/content"),
            ["commits"] = async s => await s.SendAsync("GET", $"/api/v0/commits/{await ChangedPingAsync(s)}"),
            ["multiqueries"] = async s =>
                await s.PostAsync(
                    "multiqueries",
                    new { queries = new[] { new { streamId = await ChangedPingAsync(s) } } }
                ),
            ["collection"] = async s =>
            {
                await ChangedPingAsync(s);
                return await s.PostAsync("collection", new { models = Ping(s), last = 1 });
            },
            ["collection nopag"] = s => s.PostAsync("collection", new { models = Ping(s) }),
            ["count"] = s => s.PostAsync("collection/count", new { models = Ping(s) }),
            ["collection unindexed"] = s =>
                s.PostAsync("collection", new { models = new[] { $"{StreamId.Metamodel}" }, first = 1 }),
            ["method"] = async s => await s.SendAsync("PUT", "/api/v0/streams/" + await ChangedPingAsync(s)),
            ["pins legacy post"] = s => s.PostAsync("pins/" + s.Posts[0], new { }),
            ["GET /api/v0/streams/:id -> 200"] = s => s.SendAsync("GET", $"/api/v0/streams/{s.Model("Post")}?sync=0"),
            ["GET /api/v0/commits/:id -> 200"] = s => s.SendAsync("GET", $"/api/v0/commits/{s.Model("Profile")}"),
            ["POST /api/v0/collection after+first -> 200"] = s => PageAsync(s, new { first = 6 }, "first", "after"),
            ["POST /api/v0/collection before+last -> 200"] = s => PageAsync(s, new { last = 4 }, "last", "before"),
            ["POST /api/v0/collection after+first+queryFilters+sorting -> 200"] = s =>
                PageAsync(
                    s,
                    new
                    {
                        first = 7,
                        sorting = new { rank = "DESC" },
                        queryFilters = new { where = new { rank = new { greaterThanOrEqualTo = 1000 } } },
                    },
                    "first",
                    "after"
                ),
            ["POST /api/v0/collection first -> 500 Query failed: Model * is not indexed on this node"] = s =>
                s.PostAsync("collection", new { models = new[] { s.Posts[0] }, first = 1 }),
            ["POST /api/v0/multiqueries n=3 -> 200"] = s =>
                s.PostAsync(
                    "multiqueries",
                    new
                    {
                        queries = new object[]
                        {
                            new { streamId = s.Posts[0] },
                            new { streamId = s.Posts[1] },
                            new { streamId = Unknown, opts = new { sync = 2 } },
                        },
                        timeout = 2000,
                    }
                ),
            ["GET /api/v0/commits/:id -> 500 ipld: could not find *"] = s =>
                s.SendAsync("GET", "/api/v0/commits/" + Unknown),
            ["POST /api/v0/multiqueries n=1 genesis -> 200"] = s => WithGenesisAsync(s, "Profile", ""),
            ["POST /api/v0/multiqueries n=2 genesis -> 200"] = s => WithGenesisAsync(s, "Like", s.Posts[1], s.Posts[0]),
            ["GET /api/v0/feed/aggregation/documents -> 200"] = async s =>
            {
                var answer = s.SendAsync("GET", "/api/v0/feed/aggregation/documents");
                await Task.WhenAll(answer, s.NewPingAsync());
                return await answer;
            },
        };

    static string[] Ping(RecordedScene s) => [s.Model("Ping").ToString()];

    /// <returns>StreamID of a document of two events.</returns>
    static async Task<string> ChangedPingAsync(RecordedScene s)
    {
        var created = await s.NewPingAsync();
        var id = created.Text("streamId")!;
        _ = (await s.Node.Api.CommitAsync(id, s.Author.Change(created.At("state"), ReplaceN(2)))).Ok;
        return id;
    }

    static string ReplaceN(object n) => $$"""[{"op":"replace","path":"/n","value":{{JsonSerializer.Serialize(n)}}}]""";

    /// <summary>The page that follows a page.</summary>
    static async Task<HttpResponseMessage> PageAsync(RecordedScene s, object question, string size, string cursor)
    {
        var body = JsonSerializer.SerializeToNode(question)!.AsObject();
        body["models"] = JsonSerializer.SerializeToNode(new[] { s.Model("Post").ToString() });
        var page = (await s.Node.Api.PostAsync("collection", body)).Ok;
        body[cursor] = page.Text(size == "first" ? "pageInfo.endCursor" : "pageInfo.startCursor");
        return await s.PostAsync("collection", body);
    }

    /// <summary>Asks for the document of an account that may not have begun, as the JS runtime does.</summary>
    static Task<HttpResponseMessage> WithGenesisAsync(RecordedScene s, string model, string key, params string[] others)
    {
        var init =
            key.Length == 0
                ? Streams.Events.DocumentEvents.SingleInit(s.Model(model), s.User.Did)
                : Streams.Events.DocumentEvents.SetInit(s.Model(model), s.User.Did, key);
        object query = new
        {
            streamId = Streams.Events.DocumentEvents.NameOf(init).ToString(),
            genesis = Testing.Nodes.NodeApi.ToJson(init),
            opts = new { sync = 2 },
        };
        object[] queries = [.. others.Select(id => new { streamId = id }), query];
        return s.PostAsync("multiqueries", new { queries });
    }
}
