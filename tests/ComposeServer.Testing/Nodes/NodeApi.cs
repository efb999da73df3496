using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Testing.Nodes;

/// <summary>The node API under <c>/api/v0</c>, called as the JS clients call it.</summary>
public sealed class NodeApi(HttpClient http, ISigner admin)
{
    const string Base = "/api/v0/";

    /// <summary>GET.</summary>
    public Task<ApiReply> GetAsync(string route) => SendAsync(new(HttpMethod.Get, Base + route));

    /// <summary>POST with JSON.</summary>
    public Task<ApiReply> PostAsync(string route, object body) => PostAsync(route, JsonContent.Create(body));

    /// <summary>POST with a body as it is.</summary>
    public Task<ApiReply> PostAsync(string route, HttpContent body) =>
        SendAsync(new(HttpMethod.Post, Base + route) { Content = body });

    /// <summary>POST streams: a stream's init event.</summary>
    public Task<ApiReply> CreateAsync(StreamType type, EventBlocks init) =>
        PostAsync("streams", new { type = (int)type, genesis = ToJson(init) });

    /// <summary>POST commits: a later event.</summary>
    public Task<ApiReply> CommitAsync(string streamId, EventBlocks change) =>
        PostAsync("commits", new { streamId, commit = ToJson(change) });

    /// <summary>A GET that an administrator signs.</summary>
    public async Task<ApiReply> AdminGetAsync(string route)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Base + route);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", await SignAsync(route, null));
        return await SendAsync(request);
    }

    /// <summary>A write that an administrator signs.</summary>
    public async Task<ApiReply> AdminAsync(HttpMethod method, string route, object body) =>
        await SendAsync(
            new(method, Base + route) { Content = JsonContent.Create(new { jws = await SignAsync(route, body) }) }
        );

    /// <summary>A question about pins. All calls about pins are signed for one path, without an id.</summary>
    public Task<ApiReply> AdminGetPinsAsync(string route) => AdminPinsAsync(HttpMethod.Get, route);

    /// <summary>Pins a stream, or lets it go.</summary>
    public Task<ApiReply> AdminPinAsync(HttpMethod method, string streamId) =>
        AdminPinsAsync(method, "admin/pins/" + streamId);

    async Task<ApiReply> AdminPinsAsync(HttpMethod method, string route)
    {
        var request = new HttpRequestMessage(method, Base + route);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", await SignAsync("admin/pins", null));
        return await SendAsync(request);
    }

    /// <summary>An event as the API carries it.</summary>
    public static JsonNode ToJson(EventBlocks blocks)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            HttpEvents.WriteValue(json, blocks);
        return JsonNode.Parse(buffer.ToArray())!;
    }

    /// <summary>What an administrator signs for a call.</summary>
    /// <param name="route">Of the path.</param>
    /// <param name="requestBody">What a write says; null for none.</param>
    /// <param name="code">One that was given out; null asks for one.</param>
    /// <returns>A compact JWS.</returns>
    public async Task<string> SignAsync(string route, object? requestBody, string? code = null)
    {
        code ??= (await GetAsync("admin/getCode")).Ok.Text("code")!;
        var payload = new Dictionary<string, object?> { ["code"] = code, ["requestPath"] = Base + route };
        if (requestBody is not null)
            payload["requestBody"] = requestBody;
        return Jws.Sign(admin, JsonSerializer.SerializeToElement(payload)).ToCompact();
    }

    async Task<ApiReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await http.SendAsync(request))
        {
            var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
            var body = isJson
                ? await response.Content.ReadFromJsonAsync<JsonElement>()
                : JsonSerializer.SerializeToElement(await response.Content.ReadAsStringAsync());
            return new(response.StatusCode, body, GraphQLCaller.PositionOf(response));
        }
    }
}
