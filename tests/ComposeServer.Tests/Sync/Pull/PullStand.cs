using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Sync;
using ComposeServer.Sync.Pull;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Sync.Pull;

/// <summary>A node that speaks the API of the JS node over HTTP, as far as a pull asks, about streams that a test made; and lies on demand.</summary>
sealed class PullStand : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly List<StoredStream> _streams;

    PullStand(WebApplication app, List<StoredStream> streams)
    {
        _app = app;
        _streams = streams;
        app.Run(AnswerAsync);
    }

    /// <summary>Answers in place of the node; true when it did.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    /// <summary>Changes a body that is about to be sent.</summary>
    public Action<string, JsonNode> Damage { get; set; } = (_, _) => { };

    /// <summary>Models that are not listed: the node does not index them.</summary>
    public HashSet<StreamId> Unindexed { get; } = [];

    /// <summary>Documents that are on no page.</summary>
    public HashSet<StreamId> Hidden { get; } = [];

    /// <summary>Paths that were asked for.</summary>
    public List<string> Asked { get; } = [];

    public Uri Address => new(_app.Urls.Single());

    public IEnumerable<StreamId> Streams => _streams.Select(stream => stream.Id);

    /// <summary>Serves the streams that these events make up, each event after the one it builds on.</summary>
    public static async Task<PullStand> StartAsync(IEnumerable<EventBlocks> events)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var streams = events.GroupBy(WatchedDoor.InitOf).Select(group => new StoredStream([.. group])).ToList();
        var stand = new PullStand(builder.Build(), streams);
        await stand._app.StartAsync();
        return stand;
    }

    public static Task WriteAsync(HttpContext http, int status, string type, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        lock (Asked)
            Asked.Add(path);
        if (await Instead(http))
            return;
        var answer = path switch
        {
            "/api/v0/collection" => Page(await BodyAsync(http)),
            "/api/v0/collection/count" => new JsonObject { ["count"] = In(await BodyAsync(http)).Count },
            "/api/v0/admin/getCode" => new JsonObject { ["code"] = Guid.NewGuid().ToString() },
            "/api/v0/admin/modelData" => ModelData(),
            "/api/v0/admin/pins" => new JsonObject { ["pinnedStreamIds"] = Texts(_streams.Select(s => s.Id)) },
            _ when path.StartsWith("/api/v0/commits/", StringComparison.Ordinal) => Commits(path.Split('/')[^1]),
            _ when path.StartsWith("/api/v0/streams/", StringComparison.Ordinal) => State(path.Split('/')[^1]),
            _ => null,
        };
        if (answer is null)
        {
            await WriteAsync(http, 500, "application/json", """{"error":"Query failed: not indexed on this node"}""");
            return;
        }

        Damage(path, answer);
        await WriteAsync(http, 200, "application/json; charset=utf-8", answer.ToJsonString());
    }

    static async Task<JsonElement> BodyAsync(HttpContext http) =>
        (await JsonDocument.ParseAsync(http.Request.Body)).RootElement;

    JsonObject? Page(JsonElement body)
    {
        var model = StreamId.Parse(body.GetProperty("models")[0].GetString());
        if (Unindexed.Contains(model))
            return null;
        var after = body.TryGetProperty("after", out var cursor) ? int.Parse(cursor.GetString()!.Split('-')[0]) : 0;
        var set = In(body);
        var first = body.GetProperty("first").GetInt32();
        var edges = set.Skip(after).Take(first).Select((stream, i) => stream.ToEdge(after + i + 1)).ToArray<JsonNode>();
        var info = new JsonObject { ["hasNextPage"] = after + first < set.Count, ["hasPreviousPage"] = false };
        if (edges.Length > 0)
            info["endCursor"] = edges[^1]["cursor"]!.DeepClone();
        return new JsonObject { ["edges"] = new JsonArray(edges), ["pageInfo"] = info };
    }

    List<StoredStream> In(JsonElement body)
    {
        var model = StreamId.Parse(body.GetProperty("models")[0].GetString());
        var account = body.TryGetProperty("account", out var did) ? did.GetString() : null;
        return
        [
            .. _streams.Where(stream =>
                stream.Model == model
                && !Hidden.Contains(stream.Id)
                && (account is null || stream.Controller == account)
            ),
        ];
    }

    JsonObject ModelData() =>
        new()
        {
            ["modelData"] = new JsonArray([
                .. _streams
                    .Where(stream => stream.Id.Type == StreamType.Model && !Unindexed.Contains(stream.Id))
                    .Select(stream => new JsonObject { ["streamID"] = stream.Id.ToString() }),
            ]),
        };

    JsonObject? Commits(string id) =>
        _streams.Find(one => one.Id.ToString() == id) is { } stream
            ? new JsonObject
            {
                ["streamId"] = id,
                ["commits"] = new JsonArray([.. stream.Events.Select(StoredStream.ToCommit)]),
            }
            : null;

    JsonObject? State(string text)
    {
        var commit = CommitId.Parse(text);
        return _streams.Find(one => one.Id == commit.Stream) is { } stream
            ? new JsonObject { ["streamId"] = text, ["state"] = stream.ToState(commit.Commit) }
            : null;
    }

    static JsonArray Texts(IEnumerable<StreamId> ids) => new([.. ids.Select(id => JsonValue.Create(id.ToString()))]);

    /// <summary>A stream with the answers about it.</summary>
    sealed class StoredStream
    {
        public StoredStream(IReadOnlyList<EventBlocks> events)
        {
            Events = events;
            var payload = (events[0].Linked ?? events[0].Event).Bytes;
            Assert.True(DagCborDecoder.ReadAsReference(payload).TryGet<IpldMap>(out var map));
            var isModel = ModelLinks.IsModel(map);
            Model =
                isModel ? StreamId.Metamodel
                : ModelLinks.TryModelOf(map, out var model) ? model
                : null;
            var type =
                isModel ? StreamType.Model
                : Model is null ? StreamType.Tile
                : StreamType.Document;
            Id = new(type, events[0].Event.Cid);
            var header = (IpldMap)map["header"];
            Controller = ((IpldString)((IpldList)header["controllers"])[0]).Value;
        }

        public StreamId Id { get; }

        public StreamId? Model { get; }

        public string Controller { get; }

        public IReadOnlyList<EventBlocks> Events { get; }

        public static JsonNode ToCommit(EventBlocks blocks)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
                HttpEvents.WriteCommit(json, blocks);
            return JsonNode.Parse(buffer.ToArray())!;
        }

        public JsonObject ToEdge(int number) =>
            new() { ["cursor"] = $"{number}-{Id}", ["node"] = ToState(Events[^1].Event.Cid) };

        public JsonObject ToState(Cid upTo)
        {
            var log = new JsonArray();
            JsonObject? proof = null;
            foreach (var one in Events)
            {
                var time = PulledLog.TimeOf(one);
                var type =
                    time is not null ? EventKind.Time
                    : one == Events[0] ? EventKind.Init
                    : EventKind.Data;
                var entry = new JsonObject { ["cid"] = one.Event.Cid.ToString(), ["type"] = (int)type };
                if (time is not null)
                {
                    entry["timestamp"] = one.Evidence!.TimestampSeconds;
                    proof = ToProof(one.Evidence.Blocks.Single(block => block.Cid == time.Proof));
                }

                log.Add((JsonNode)entry);
                if (one.Event.Cid == upTo)
                    break;
            }

            var state = new JsonObject { ["type"] = (int)Id.Type, ["log"] = log };
            if (proof is not null)
                state["anchorProof"] = proof;
            return state;
        }

        /// <summary>All members of the block, as the JS node shows them.</summary>
        static JsonObject ToProof(Block block)
        {
            Assert.True(DagCborDecoder.ReadAsReference(block.Bytes).TryGet<IpldMap>(out var map));
            return (JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(PlainJson.ToUtf8(map)))!;
        }
    }
}
