using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;

namespace ComposeServer.Benchmarks.Children;

/// <summary>Brings the models to a server over the HTTP API of Ceramic has them indexed, and the composite served at <c>/graphql</c>.</summary>
sealed class Deployment(Uri server, ISigner admin) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>All of it, for this server.</summary>
    public async Task RunAsync(BoardModels models, CancellationToken cancel)
    {
        await IndexAsync(models, cancel);
        await AdministerAsync("/api/v0/admin/composites", new() { ["composite"] = Json(models) }, cancel);
    }

    /// <summary>Without the composite, which a server that serves no GraphQL does not take.</summary>
    public async Task IndexAsync(BoardModels models, CancellationToken cancel)
    {
        foreach (var model in models.Composite.Models.Values)
        {
            var init = model.Commits[0];
            var body = Genesis.ToUtf8(StreamType.Model, new(init.Jws.ToBlock(), init.Linked, init.Capability));
            await PostAsync("/api/v0/streams", new ByteArrayContent(body), cancel);
        }

        await AdministerAsync("/api/v0/admin/modelData", new() { ["modelData"] = ModelData(Json(models)) }, cancel);
    }

    public void Dispose() => _http.Dispose();

    static JsonNode Json(BoardModels models) => JsonNode.Parse(models.Composite.ToUtf8())!;

    static JsonArray ModelData(JsonNode composite) =>
        [
            .. composite["models"]!
                .AsObject()
                .Select(model => new JsonObject
                {
                    ["streamID"] = model.Key,
                    ["indices"] = composite["indices"]?[model.Key]?.DeepClone() ?? new JsonArray(),
                }),
        ];

    async Task AdministerAsync(string path, JsonObject body, CancellationToken cancel)
    {
        var code = await _http.GetFromJsonAsync<JsonElement>("/api/v0/admin/getCode", cancel);
        var request = new JsonObject
        {
            ["code"] = code.GetProperty("code").GetString(),
            ["requestPath"] = path,
            ["requestBody"] = body,
        };
        var jws = Jws.Sign(admin, JsonSerializer.SerializeToElement(request)).ToCompact();
        await PostAsync(path, JsonContent.Create(new JsonObject { ["jws"] = jws }), cancel);
    }

    async Task PostAsync(string path, HttpContent content, CancellationToken cancel)
    {
        using (content)
        {
            content.Headers.ContentType = new("application/json");
            using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancel);
            if (!answer.IsSuccessStatusCode)
                throw new BenchmarkException(
                    $"POST {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}"
                );
        }
    }
}
