using System.Net.Http.Headers;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull.Http;

/// <summary>A node over its HTTP API (ceramic.md 8).</summary>
public sealed class HttpNodeSource : INodeSource, IDisposable
{
    const string Base = "/api/v0";

    readonly NodeTransport _transport;
    readonly ISigner? _admin;

    /// <param name="address">Where it listens.</param>
    /// <param name="admin">Key of one of its administrators; null when there is none. It stays the caller's to dispose of.</param>
    /// <param name="options">Limits.</param>
    /// <param name="clock">Measures pauses and limits of time.</param>
    public HttpNodeSource(Uri address, ISigner? admin, PullOptions options, TimeProvider clock)
    {
        _transport = new(address, options, clock);
        _admin = admin;
    }

    /// <inheritdoc/>
    public string Name => _transport.Root;

    /// <inheritdoc/>
    public bool IsAdmin => _admin is not null;

    /// <inheritdoc/>
    public long BytesRead => _transport.BytesRead;

    /// <inheritdoc/>
    public async Task<NodePage> ReadPageAsync(PageQuestion question, CancellationToken cancel)
    {
        var call = $"{Base}/collection";
        var json = await PostAsync(
            call,
            body =>
            {
                WriteSet(body, question.Model, question.Account);
                body.WriteNumber("first", question.First);
                if (question.After is not null)
                    body.WriteString("after", question.After);
            },
            cancel
        );
        var edges = NodeAnswers.Require(call, json, "edges", JsonValueKind.Array);
        if (edges.GetArrayLength() > question.First)
            throw NodeAnswers.Invalid(call, $"{edges.GetArrayLength()} edges, {question.First} were asked for");
        var info = NodeAnswers.Require(call, json, "pageInfo", JsonValueKind.Object);
        var hasNext = info.Member("hasNextPage", JsonValueKind.True).ValueKind == JsonValueKind.True;
        return new(
            [.. edges.EnumerateArray().Select(NodeStates.ReadEdge)],
            !hasNext
                ? null
                : info.Text("endCursor")
                    ?? throw NodeAnswers.Invalid(call, "the answer promises a next page and has no endCursor")
        );
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(StreamId model, Did? account, CancellationToken cancel)
    {
        var call = $"{Base}/collection/count";
        var json = await PostAsync(call, body => WriteSet(body, model, account), cancel);
        return NodeAnswers.Require(call, json, "count", JsonValueKind.Number).TryGetInt64(out var count)
            ? count
            : throw NodeAnswers.Invalid(call, "count is no integer");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeCommit>> ReadLogAsync(StreamId stream, CancellationToken cancel)
    {
        var call = $"{Base}/commits/{stream}";
        var json = await GetAsync(call, null, cancel);
        var commits = NodeAnswers.Require(call, json, "commits", JsonValueKind.Array);
        if (commits.GetArrayLength() == 0)
            throw NodeAnswers.Invalid(call, "the stream has no commits");
        return
        [
            .. commits
                .EnumerateArray()
                .Select(commit =>
                    commit.Text("cid") is { } text && Cid.TryParse(text, out var cid)
                        ? new NodeCommit(cid, NodeAnswers.Require(call, commit, "value", JsonValueKind.Object))
                        : throw NodeAnswers.Invalid(call, "a commit has no cid")
                ),
        ];
    }

    /// <inheritdoc/>
    public async Task<ListedStream> ReadStateAsync(CommitId commit, CancellationToken cancel)
    {
        var call = $"{Base}/streams/{commit}";
        var json = await GetAsync(call, null, cancel);
        return NodeStates.Read(commit.Stream, NodeAnswers.Require(call, json, "state", JsonValueKind.Object));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeIndex>> ReadIndexesAsync(CancellationToken cancel)
    {
        var call = $"{Base}/admin/modelData";
        var json = await GetAsync(call, call, cancel);
        return
        [
            .. NodeAnswers
                .Require(call, json, "modelData", JsonValueKind.Array)
                .EnumerateArray()
                .Select(model => ReadIndex(call, model)),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StreamId>> ReadPinsAsync(CancellationToken cancel)
    {
        var call = $"{Base}/admin/pins";
        var json = await GetAsync(call, call, cancel);
        return
        [
            .. NodeAnswers
                .Require(call, json, "pinnedStreamIds", JsonValueKind.Array)
                .EnumerateArray()
                .Select(id => ReadId(call, id)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    static void WriteSet(Utf8JsonWriter body, StreamId model, Did? account)
    {
        body.WriteStartArray("models");
        body.WriteStringValue(model.ToString());
        body.WriteEndArray();
        if (account is { } did)
            body.WriteString("account", did.Text);
    }

    static NodeIndex ReadIndex(string call, JsonElement model)
    {
        var id = ReadId(call, model.Member("streamID", JsonValueKind.String));
        var indices = model.Member("indices", JsonValueKind.Array);
        return new(
            id,
            indices.ValueKind != JsonValueKind.Array
                ? []
                : [.. indices.EnumerateArray().Select(index => ReadFields(call, index))]
        );
    }

    /// <summary><c>{"fields": [{"path": [name]}]}</c>; the first name of a path alone is used.</summary>
    static string[] ReadFields(string call, JsonElement index) =>
        [
            .. NodeAnswers
                .Require(call, index, "fields", JsonValueKind.Array)
                .EnumerateArray()
                .Select(field =>
                    field.Member("path", JsonValueKind.Array) is { ValueKind: JsonValueKind.Array } path
                    && path.GetArrayLength() > 0
                    && TextOf(path[0]) is { } name
                        ? name
                        : throw NodeAnswers.Invalid(call, "an index has a field without a path")
                ),
        ];

    static StreamId ReadId(string call, JsonElement id) =>
        TextOf(id) is { } text && StreamId.TryParse(text, out var read)
            ? read
            : throw NodeAnswers.Invalid(call, "a StreamID is none");

    static string? TextOf(JsonElement json) =>
        PlainJson.TryFromDocument(json, out var value, out _) && value is IpldString text ? text.Value : null;

    async Task<JsonElement> GetAsync(string path, string? signedPath, CancellationToken cancel) =>
        NodeAnswers.Json(
            path,
            await _transport.AskAsync(
                HttpMethod.Get,
                path,
                signedPath is null
                    ? null
                    : async (request, token) =>
                        request.Headers.Authorization = new("Basic", await SignAsync(signedPath, token)),
                cancel
            )
        );

    async Task<JsonElement> PostAsync(string path, Action<Utf8JsonWriter> write, CancellationToken cancel)
    {
        using var held = new MemoryStream();
        await using (var json = new Utf8JsonWriter(held))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var bytes = held.ToArray();
        var answer = await _transport.AskAsync(
            HttpMethod.Post,
            path,
            (request, _) =>
            {
                request.Content = new ByteArrayContent(bytes);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                return Task.CompletedTask;
            },
            cancel
        );
        return NodeAnswers.Json(path, answer);
    }

    /// <summary>Signs a request with a code that the node gives out for it, good for one try (ceramic.md 8.3).</summary>
    async Task<string> SignAsync(string path, CancellationToken cancel)
    {
        var call = $"{Base}/admin/getCode";
        var answer = NodeAnswers.Json(call, await _transport.AskAsync(HttpMethod.Get, call, null, cancel));
        var code = answer.Text("code") ?? throw NodeAnswers.Invalid(call, "the answer has no code");
        var payload = new Dictionary<string, string> { ["code"] = code, ["requestPath"] = path };
        return Jws.Sign(_admin!, JsonSerializer.SerializeToElement(payload)).ToCompact();
    }
}
