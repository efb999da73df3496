using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComposeServer.Integration.Security;

/// <summary>Puts a text into every place of every call that a server takes.</summary>
sealed partial class CanaryCalls(HttpClient http)
{
    /// <summary>Method and route, as the server's own classes name them.</summary>
    public static IReadOnlyList<(string Method, string Path)> All { get; } =
    [
        .. Below(
            "/api/v0/",
            "GET admin/getCode",
            "POST admin/documents",
            "DELETE admin/documents",
            "GET admin/documents",
            "GET admin/modelData",
            "POST admin/modelData",
            "DELETE admin/modelData",
            "GET admin/models",
            "POST admin/models",
            "DELETE admin/models",
            "GET admin/status",
            "POST admin/shutdown",
            "GET admin/pins",
            "GET admin/pins/{id}",
            "POST admin/pins/{id}",
            "DELETE admin/pins/{id}",
            "POST admin/composites",
            "DELETE admin/composites",
            "GET admin/composites",
            "GET pins",
            "GET pins/{id}",
            "DELETE pins/{id}",
            "POST pins/{id}",
            "GET streams/{id}",
            "GET streams/{id}/content",
            "POST streams/{id}/anchor",
            "POST streams",
            "GET commits/{id}",
            "POST commits",
            "POST multiqueries",
            "POST collection",
            "POST collection/count",
            "GET node/chains",
            "GET node/healthcheck",
            "GET feed/aggregation/documents",
            "GET receipts/{cid}",
            "GET {id}"
        ),
        .. Below(
            "/ceramic/",
            "GET experimental/events/{sep}/{value}",
            "GET version",
            "POST version",
            "GET liveness",
            "GET events/{id}",
            "POST events",
            "GET feed/events",
            "GET feed/resumeToken",
            "GET config/network",
            "POST interests",
            "POST interests/{sep}/{value}",
            "GET experimental/interests",
            "GET peers",
            "POST peers",
            "GET streams/{id}",
            "GET {id}"
        ),
        .. Below(
            "/",
            "GET healthz",
            "GET readyz",
            "GET metrics",
            "GET {id}",
            "PUT graphql",
            "GET graphql",
            "POST graphql",
            "GET graphql/",
            "GET graphql/{id}",
            "GET graphql/schema.graphql",
            "POST graphql/{id}"
        ),
    ];

    /// <summary>Sends a text to every call: in the path, in the query, in three headers and in bodies of several shapes.</summary>
    /// <returns>How many requests were answered.</returns>
    public async Task<int> SendAsync(string secret)
    {
        var answered = 0;
        foreach (var (method, path) in All)
        {
            var at = Parameter.Replace(path, Uri.EscapeDataString(secret));
            var query =
                $"?sep={secret}&sepValue={secret}&resumeAt={secret}&after={secret}&query={secret}&type={secret}&sdl";
            foreach (var body in method == "GET" ? [""] : Bodies(secret))
            foreach (var scheme in (string[])["Basic", "Bearer", "DIDSession"])
                answered += await SendAsync(new(method), at + query, scheme, secret, body) ? 1 : 0;
        }

        foreach (var body in Documents(secret))
        foreach (var accept in (string[])["application/json", "text/event-stream", "multipart/mixed"])
            answered += await SendAsync(HttpMethod.Post, "/graphql", "DIDSession", secret, body, accept) ? 1 : 0;
        foreach (var protocol in (string[])["graphql-transport-ws", "graphql-ws"])
            await SpeakAsync(protocol, secret);
        return answered;
    }

    async Task<bool> SendAsync(
        HttpMethod method,
        string target,
        string scheme,
        string secret,
        string body,
        string accept = "*/*"
    )
    {
        using var request = new HttpRequestMessage(method, target);
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, secret);
        request.Headers.TryAddWithoutValidation("ComposeDB-ViewerID", secret);
        request.Headers.TryAddWithoutValidation("GraphQL-Explain", secret);
        request.Headers.Accept.ParseAdd(accept);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            // A feed goes on for ever: what comes first is enough.
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            // Without its database a server may end the connection, or keep silent.
            return false;
        }
    }

    /// <summary>As a socket may be misused: a secret where a session belongs, as a word of the protocol, as a document, and as noise.</summary>
    async Task SpeakAsync(string protocol, string secret)
    {
        string[] messages =
        [
            $$$"""{"type":"connection_init","payload":{"authorization":"DIDSession {{{secret}}}"}}""",
            $$$"""{"id":"1","type":"{{{(protocol == "graphql-ws" ? "start" : "subscribe")}}}","payload":{"query":"{ node(id: \"{{{secret}}}\") { id } }"}}""",
            $$$"""{"type":"{{{secret}}}","id":"{{{secret}}}"}""",
            secret,
        ];
        foreach (var last in Enumerable.Range(1, messages.Length))
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol(protocol);
            socket.Options.SetRequestHeader("Authorization", "DIDSession " + secret);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await socket.ConnectAsync(
                    new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri,
                    limit.Token
                );
                foreach (var message in messages.Take(last))
                    await socket.SendAsync(
                        Encoding.UTF8.GetBytes(message),
                        WebSocketMessageType.Text,
                        endOfMessage: true,
                        limit.Token
                    );
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            }
            catch (WebSocketException)
            {
                // It was refused, or sent away for what it said.
            }
        }
    }

    static IEnumerable<string> Bodies(string secret) =>
        [
            JsonSerializer.Serialize(
                new
                {
                    jws = secret,
                    stream = secret,
                    type = 2,
                    genesis = secret,
                }
            ),
            JsonSerializer.Serialize(
                new
                {
                    streamId = secret,
                    commit = new { jws = new { payload = secret, signatures = new[] { new { signature = secret } } } },
                    @event = secret,
                    queries = new[] { new { streamId = secret } },
                    model = secret,
                    first = 1,
                }
            ),
            $$"""{"jws":"{{secret}}""",
            secret,
        ];

    static IEnumerable<string> Documents(string secret) =>
        [
            Document($"{{ node(id: \"{secret}\") {{ id }} }}", new { }, new { }),
            Document($"{{ {secret} }}", new { }, new { }),
            Document("query ($id: ID!) { node(id: $id) { id } }", new { id = secret }, new { }),
            Document("query ($id: Int!) { postIndex(first: $id) { edges { cursor } } }", new { id = secret }, new { }),
            Document("{ postIndex(first: 1, after: \"" + secret + "\") { edges { cursor } } }", new { }, new { }),
            Document(
                "mutation ($i: CreatePostInput!) { createPost(input: $i) { document { id } } }",
                new
                {
                    i = new
                    {
                        content = new
                        {
                            title = secret,
                            audience = "EVERYONE",
                            publishedAt = "2026-01-01T12:00:00Z",
                        },
                    },
                },
                new { }
            ),
            Document("{ __typename }", new { }, new { persistedQuery = new { version = 1, sha256Hash = secret } }),
            Document(
                "{ __typename }",
                new { },
                new
                {
                    signing = new
                    {
                        events = new[]
                        {
                            new
                            {
                                id = "0",
                                block = secret,
                                signature = secret,
                            },
                        },
                    },
                }
            ),
            $$"""[{"query":"{ __typename }","operationName":"{{secret}}"},{"documentId":"{{secret}}"}]""",
        ];

    static string Document(string query, object variables, object extensions) =>
        JsonSerializer.Serialize(
            new
            {
                query,
                variables,
                extensions,
            }
        );

    static IEnumerable<(string Method, string Path)> Below(string root, params string[] calls) =>
        calls.Select(call => (call.Split(' ')[0], root + call.Split(' ')[1]));

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1_000)]
    private static partial Regex Parameter { get; }
}
