using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <summary>A server with models and documents like those that the JS node had when it was recorded.</summary>
public sealed partial class RecordedScene : IAsyncLifetime
{
    const int MatchMsMax = 1000;

    const string Sdl = """
        enum Kind { NOTE ESSAY NEWS }
        type Meta { lang: String @string(maxLength: 10) words: Int }
        type Ping @createModel(accountRelation: LIST, description: "smallest model") { n: Int }
        type Profile @createModel(accountRelation: SINGLE, description: "a profile") {
          name: String! @string(minLength: 2, maxLength: 30)
          age: Int @int(min: 0, max: 150)
        }
        type Post @createModel(accountRelation: LIST, description: "a post") {
          title: String! @string(maxLength: 80)
          created: DateTime!
          rank: Int!
          score: Float
          flag: Boolean
          kind: Kind
          uri: URI
          meta: Meta
          tags: [String] @string(maxLength: 20) @list(maxLength: 4)
          reviewer: DID @accountReference
        }
        type Comment @createModel(accountRelation: LIST, description: "a comment") {
          text: String! @string(maxLength: 80)
          postID: StreamID! @documentReference(model: "Post")
        }
        type Like @createModel(accountRelation: SET, accountRelationFields: ["postID"], description: "a like") {
          postID: StreamID! @documentReference(model: "Post")
        }
        """;

    /// <summary>Models that the recording names, and ours.</summary>
    static readonly Dictionary<string, string> Models = new()
    {
        ["kjzl6hvfrbw6c734fc3ko18jdnaqv5h4urdifaqtdq37j66i2b9xcef0jvtz9d5"] = "Post",
        ["kjzl6hvfrbw6cabzj67mc8izcwrvip6gdrbxakt4118m26log10muvnvjqv5oql"] = "Comment",
        ["kjzl6hvfrbw6c8xgao22dllt0v23q8er5sef192rsi25p34y44jsttut3sb84et"] = "Profile",
    };

    readonly List<string> _posts = [];
    Composite? _composite;

    /// <summary>The server, which anchors at once as the recorded one did.</summary>
    public TestNode Node { get; private set; } = null!;

    internal Ed25519Signer Admin { get; } = Seeds.Key("admin");

    internal Ed25519Signer User { get; } = Seeds.Key("recorded user");

    internal Ed25519Signer Other { get; } = Seeds.Key("recorded other");

    internal EventAuthor Author => new(User);

    /// <summary>StreamIDs of documents of the model Post.</summary>
    internal IReadOnlyList<string> Posts => _posts;

    internal StreamId Model(string name) => _composite!.FindByAlias(name)!.Value;

    internal CompositeModel Definition(string name) => _composite!.Models[Model(name).ToString()];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // All is asked as by a page of another place, from which the JS node takes administration too.
        Node = await TestNode.StartAsync(configure: options =>
            options with
            {
                Anchoring = "inmemory",
                AdminFrom = "anywhere",
            }
        );
        _composite = await Node.DeployAsync(Sdl);
        for (var i = 0; i < 25; i++)
            _posts.Add(await NewPostAsync(i % 5 == 0 ? Other : User, 1000 + i, i % 2 == 0));
        await NewPostAsync(User, 424_242, true);
        foreach (var text in (string[])["c0", "c1", "c2", "c3", "c4"])
            _ = (
                await Node.Api.CreateAsync(
                    StreamType.Document,
                    Author.Create(Model("Comment"), new { text, postID = _posts[0] })
                )
            ).Ok;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        Admin.Dispose();
        User.Dispose();
        Other.Dispose();
    }

    /// <summary>A document that nobody else in these tests changes.</summary>
    /// <returns>What the node says of it: <c>{streamId, state}</c>.</returns>
    internal async Task<JsonElement> NewPingAsync(int n = 1) =>
        (await Node.Api.CreateAsync(StreamType.Document, Author.Create(Model("Ping"), new { n }))).Ok;

    internal Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        JsonElement? body = null,
        IReadOnlyDictionary<string, string>? headers = null
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is { } json)
            request.Content = new StringContent(
                json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(),
                Encoding.UTF8,
                "application/json"
            );
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            if (name is not ("content-type" or "origin"))
                request.Headers.TryAddWithoutValidation(name, value);
        // As from a page; whether one asked was not recorded of all.
        request.Headers.TryAddWithoutValidation("origin", "http://example.org");
        // Of a stream that does not end, the head is the answer.
        return Node.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    internal Task<HttpResponseMessage> PostAsync(string route, object body) =>
        SendAsync("POST", "/api/v0/" + route, JsonSerializer.SerializeToElement(body));

    internal Task<HttpResponseMessage> CreateAsync(StreamType type, EventBlocks init) =>
        PostAsync("streams", new { type = (int)type, genesis = Testing.Nodes.NodeApi.ToJson(init) });

    internal Task<HttpResponseMessage> CommitAsync(string? streamId, EventBlocks change) =>
        PostAsync("commits", new { streamId, commit = Testing.Nodes.NodeApi.ToJson(change) });

    /// <summary>The request again as it was recorded, with our streams and accounts in place of theirs.</summary>
    internal Task<HttpResponseMessage> AgainAsync(Exchange recorded)
    {
        JsonElement? body = recorded.RequestBody is { ValueKind: JsonValueKind.Object } json
            ? JsonElement.Parse(Ours(json.GetRawText()))
            : recorded.RequestBody;
        return SendAsync(recorded.Method, Ours(recorded.Path), body, recorded.RequestHeaders);
    }

    /// <summary>A compact JWS for a call of an administrator, or of who is none.</summary>
    internal Task<string> SignAsync(ISigner signer, string path, object? body = null, string? code = null) =>
        new Testing.Nodes.NodeApi(Node.Http, signer).SignAsync(path, body, code);

    /// <summary>A call signed in a header.</summary>
    internal async Task<HttpResponseMessage> AdminAsync(
        string method,
        string route,
        ISigner? signer = null,
        string? signedPath = null
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/api/v0/" + route);
        var jws = await SignAsync(signer ?? Admin, signedPath ?? route);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", jws);
        request.Headers.TryAddWithoutValidation("origin", "http://example.org");
        return await Node.Http.SendAsync(request);
    }

    /// <summary>A call signed in its body.</summary>
    internal async Task<HttpResponseMessage> AdminPostAsync(string route, object body, ISigner? signer = null) =>
        await PostAsync(route, new { jws = await SignAsync(signer ?? Admin, route, body) });

    async Task<string> NewPostAsync(Ed25519Signer author, int rank, bool flag)
    {
        object content =
            author == Other
                ? new
                {
                    title = $"q{rank}",
                    created = "2030-01-01T00:00:00.000Z",
                    rank,
                    flag,
                    reviewer = Other.Did.Text,
                }
                : new
                {
                    title = $"q{rank}",
                    created = "2030-01-01T00:00:00.000Z",
                    rank,
                    flag,
                };
        var init = new EventAuthor(author).Create(Model("Post"), content);
        return (await Node.Api.CreateAsync(StreamType.Document, init)).Ok.Text("streamId")!;
    }

    string Ours(string text)
    {
        var documents = new List<string>();
        var known = RecordedDid()
            .Replace(text, match => match.Value.Contains("z6Mkt6") ? User.Did.Text : Other.Did.Text);
        return RecordedStream().Replace(known, match => OursOf(match.Value));

        string OursOf(string recorded)
        {
            if (Models.TryGetValue(recorded, out var name))
                return Model(name).ToString();
            if (!StreamId.TryParse(recorded, out var id) || id.Type != StreamType.Document)
                return recorded;
            if (!documents.Contains(recorded))
                documents.Add(recorded);
            return _posts[documents.IndexOf(recorded)];
        }
    }

    [GeneratedRegex("k[0-9a-z]{40,}", RegexOptions.None, MatchMsMax)]
    private static partial Regex RecordedStream();

    [GeneratedRegex("did:key:z6Mk[1-9A-Za-z]+", RegexOptions.None, MatchMsMax)]
    private static partial Regex RecordedDid();
}
